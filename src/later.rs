//! The parts that the first view does without. They lie in modules of their own, and each is loaded when it is first wanted.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::dom::prelude::{Get, RwSignal, Set, spawn};

/// A part did not arrive. Nothing was sent to any server.
#[derive(Debug)]
pub(crate) struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// `async fn load() -> Result<T, E> = module::there { … }`: what only the block reaches is split off into `module`, and
/// `load` brings it. `there` has to be a name of its own in its file, for the linker tells parts apart by it. A build for
/// development is one module.
macro_rules! later {
    (
        $(#[$about:meta])*
        $seen:vis async fn $load:ident($($name:ident: $type:ty),*) -> $result:ty = $module:ident::$there:ident $body:block
    ) => {
        #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($module, fallible))]
        fn $there($($name: $type),*) -> $result $body

        $(#[$about])*
        $seen async fn $load($($name: $type),*) -> $result {
            let part = $there($($name),*);
            #[cfg(feature = "split")]
            let part = part.await;
            part
        }
    };
}
pub(crate) use later;

/// How far a part is that a view is made of.
#[derive(Clone, Copy)]
pub(crate) enum Part<T> {
    Loading,
    Failed,
    Loaded(T),
}

/// A part that was asked for.
pub(crate) struct Wanted<T> {
    came: Rc<Cell<Option<T>>>,
    asked: Asked,
}

/// Asks for a part.
pub(crate) fn wanted<T, L>(load: impl Fn() -> L + 'static) -> Wanted<T>
where
    T: Copy + 'static,
    L: Future<Output = Result<T, NotLoaded>> + 'static,
{
    let came = Rc::new(Cell::new(None));
    let place = Rc::clone(&came);
    let asked = Asked::new(Box::new(move || {
        let (loading, place) = (load(), Rc::clone(&place));
        Box::pin(async move { place.set(loading.await.ok()) })
    }));
    Wanted { came, asked }
}

impl<T: Copy> Wanted<T> {
    /// Tracked.
    pub(crate) fn get(&self) -> Part<T> {
        match (self.asked.is_waiting.get(), self.came.get()) {
            (true, _) => Part::Loading,
            (false, None) => Part::Failed,
            (false, Some(part)) => Part::Loaded(part),
        }
    }

    /// Asks once more, where it failed.
    pub(crate) fn again(&self) -> impl Fn() + 'static {
        let asked = self.asked.clone();
        move || asked.again()
    }
}

type Load = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()>>>>;

/// What is the same for each type of part, and so is compiled once.
#[derive(Clone)]
struct Asked {
    is_waiting: RwSignal<bool>,
    load: Rc<Load>,
}

impl Asked {
    fn new(load: Load) -> Self {
        let asked = Self { is_waiting: RwSignal::new(true), load: Rc::new(load) };
        asked.again();
        asked
    }

    fn again(&self) {
        let is_waiting = self.is_waiting;
        is_waiting.set(true);
        let loading = (self.load)();
        spawn(async move {
            loading.await;
            // The view may have been left meanwhile.
            is_waiting.try_set(false);
        });
    }
}
