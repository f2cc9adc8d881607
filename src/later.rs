//! The parts that the first view does without. They lie in modules of their own, and each is loaded when it is first wanted.

use std::future::Future;

use crate::dom::prelude::{RwSignal, Set, spawn};

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

/// Asks for a part. What is given back beside it asks once more, where it failed.
pub(crate) fn wanted<T, L>(load: impl Fn() -> L + Copy + 'static) -> (RwSignal<Part<T>>, impl Fn() + Copy)
where
    T: Copy + Send + Sync + 'static,
    L: Future<Output = Result<T, NotLoaded>> + 'static,
{
    let part = RwSignal::new(Part::Loading);
    let again = move || {
        part.set(Part::Loading);
        spawn(async move {
            let loaded = load().await.map_or(Part::Failed, Part::Loaded);
            // The view may have been left meanwhile.
            part.try_set(loaded);
        });
    };
    again();
    (part, again)
}
