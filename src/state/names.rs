//! Names beside ids: who a user is, found out once a session, and only while somebody sees the id.
//!
//! This is the memory and the queue; the API layer works it off. What a page reads about users anyway is learned on the
//! way.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use firetower_protocol::UserId;
use firetower_protocol::user::User;
use leptos::prelude::*;

/// What an id is called; `None` until it is known, and for good where nobody is of this id.
pub(crate) type Called = ArcRwSignal<Option<String>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Not asked for, or given up before it was.
    Idle,
    Waiting,
    /// Answered or failed.
    Asked,
}

struct Entry {
    id: UserId,
    called: Called,
    /// How many places show the id now. Nobody is asked about an id that was scrolled or turned away.
    shown: usize,
    step: Step,
    /// One failure may be a passing one; after a second the id is left alone.
    has_failed: bool,
}

#[derive(Default)]
struct Queue {
    /// Sorted by id: a long search shows thousands of them.
    entries: Vec<Entry>,
    waiting: VecDeque<UserId>,
    is_running: bool,
}

impl Queue {
    fn entry(&mut self, id: &UserId) -> &mut Entry {
        let at = match self.entries.binary_search_by(|entry| entry.id.cmp(id)) {
            Ok(at) => at,
            Err(at) => {
                let (called, step) = (Called::default(), Step::Idle);
                let entry = Entry { id: id.clone(), called, shown: 0, step, has_failed: false };
                self.entries.insert(at, entry);
                at
            }
        };
        &mut self.entries[at]
    }
}

/// The names of one session. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Names(Arc<Mutex<Queue>>);

impl Names {
    fn with<T>(&self, act: impl FnOnce(&mut Queue) -> T) -> T {
        // Nothing in here panics; were it to, what is known would still be right.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn called(&self, id: &UserId) -> Called {
        self.with(|queue| queue.entry(id).called.clone())
    }

    /// The id is shown now. `true`: nobody works the queue off, and the caller must see to it.
    pub(crate) fn want(&self, id: &UserId) -> bool {
        self.with(|queue| {
            let entry = queue.entry(id);
            entry.shown += 1;
            if entry.step != Step::Idle {
                return false;
            }
            entry.step = Step::Waiting;
            queue.waiting.push_back(id.clone());
            !std::mem::replace(&mut queue.is_running, true)
        })
    }

    /// A place that showed the id is gone.
    pub(crate) fn leave(&self, id: &UserId) {
        self.with(|queue| {
            let entry = queue.entry(id);
            entry.shown = entry.shown.saturating_sub(1);
        });
    }

    /// The ids to ask about now, at most so many, in the order in which they were shown. With none left the work is
    /// over, and the next id begins it anew.
    pub(crate) fn next(&self, most: usize) -> Vec<UserId> {
        self.with(|queue| {
            let mut ids = Vec::new();
            while ids.len() < most {
                let Some(id) = queue.waiting.pop_front() else { break };
                let entry = queue.entry(&id);
                // It may have been learned meanwhile.
                if entry.step == Step::Waiting {
                    entry.step = if entry.shown > 0 { Step::Asked } else { Step::Idle };
                    if entry.shown > 0 {
                        ids.push(id);
                    }
                }
            }
            queue.is_running = !ids.is_empty();
            ids
        })
    }

    /// These were asked about in a way that the server does not have: they come first again.
    pub(crate) fn again(&self, ids: Vec<UserId>) {
        self.with(|queue| {
            for id in ids.into_iter().rev() {
                queue.entry(&id).step = Step::Waiting;
                queue.waiting.push_front(id);
            }
        });
    }

    /// The question about these failed, maybe not for long: each is asked for once more, when it is shown again.
    pub(crate) fn put_back(&self, ids: &[UserId]) {
        self.with(|queue| {
            for id in ids {
                let entry = queue.entry(id);
                if entry.step == Step::Asked && !std::mem::replace(&mut entry.has_failed, true) {
                    entry.step = Step::Idle;
                }
            }
        });
    }

    /// No answer is to be had now. What still waits is asked for again when it is shown again, and not before.
    pub(crate) fn give_up(&self) {
        self.with(|queue| {
            while let Some(id) = queue.waiting.pop_front() {
                let entry = queue.entry(&id);
                if entry.step == Step::Waiting {
                    entry.step = Step::Idle;
                }
            }
            queue.is_running = false;
        });
    }

    pub(crate) fn learn(&self, user: &User) {
        self.learn_name(&user.user_id, user.display_name.as_deref(), user.name.as_deref());
    }

    /// The display name, or the login name where that is blank. A name that only repeats the id tells nothing.
    pub(crate) fn learn_name(&self, id: &UserId, display_name: Option<&str>, name: Option<&str>) {
        let is_telling = |text: &&str| !text.trim().is_empty();
        let found = display_name.filter(is_telling).or(name.filter(is_telling));
        let found = found.filter(|found| *found != id.0).map(str::to_owned);
        let called = self.with(|queue| {
            let entry = queue.entry(id);
            entry.step = Step::Asked;
            entry.called.clone()
        });
        // Outside of the lock, and only for news: whoever shows the id is drawn anew.
        if called.with_untracked(|known| *known != found) {
            called.set(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> UserId {
        UserId(text.to_owned())
    }

    fn user(of: &str, display_name: &str, name: &str) -> User {
        let text = serde_json::json!({ "userId": of, "displayName": display_name, "name": name }).to_string();
        serde_json::from_str(&text).unwrap()
    }

    fn called(names: &Names, of: &str) -> Option<String> {
        names.called(&id(of)).get_untracked()
    }

    #[test]
    fn ids_that_are_shown_together_are_one_batch_and_begin_the_work_once() {
        let names = Names::default();
        assert!(names.want(&id("b")));
        assert!(!names.want(&id("a")) && !names.want(&id("b")));
        assert_eq!(names.next(100), [id("b"), id("a")]);
        assert!(!names.want(&id("c")), "the work goes on");
        assert_eq!(names.next(100), [id("c")]);
        assert!(names.next(100).is_empty());
        assert!(names.want(&id("d")), "it had ended");
    }

    #[test]
    fn nobody_is_asked_about_twice_whatever_it_came_to() {
        let names = Names::default();
        names.want(&id("a"));
        assert_eq!(names.next(1), [id("a")]);
        assert!(names.next(1).is_empty());
        assert!(!names.want(&id("a")));
        assert!(names.next(1).is_empty());
    }

    #[test]
    fn what_a_page_reads_anyway_is_learned_and_not_asked_for() {
        let names = Names::default();
        names.want(&id("a"));
        names.learn(&user("a", "Ann", "ann01"));
        assert!(names.next(10).is_empty());
        assert_eq!(called(&names, "a").as_deref(), Some("Ann"));
        names.learn(&user("a", "Anna", "ann01"));
        assert_eq!(called(&names, "a").as_deref(), Some("Anna"), "the newer one counts");
    }

    #[test]
    fn a_blank_name_is_none_and_one_that_repeats_the_id_too() {
        let names = Names::default();
        names.learn(&user("a", " \u{3000}", "ann01"));
        names.learn(&user("b", "", ""));
        names.learn(&user("admin", "admin", "x"));
        assert_eq!(called(&names, "a").as_deref(), Some("ann01"));
        assert_eq!((called(&names, "b"), called(&names, "admin")), (None, None));
    }

    #[test]
    fn an_id_that_was_turned_away_is_not_asked_for_until_it_is_back() {
        let names = Names::default();
        names.want(&id("a"));
        names.want(&id("b"));
        names.leave(&id("a"));
        assert_eq!(names.next(10), [id("b")]);
        assert!(!names.want(&id("a")));
        assert_eq!(names.next(10), [id("a")]);
    }

    #[test]
    fn after_a_failure_of_the_connection_only_what_is_shown_anew_is_asked_for() {
        let names = Names::default();
        names.want(&id("a"));
        names.want(&id("b"));
        assert_eq!(names.next(1), [id("a")]);
        names.give_up();
        assert!(names.next(10).is_empty());
        assert!(!names.want(&id("a")), "it failed once");
        assert!(names.want(&id("b")));
        assert_eq!(names.next(10), [id("b")]);
    }

    #[test]
    fn what_failed_is_asked_for_once_more_when_it_is_shown_again() {
        let names = Names::default();
        names.want(&id("a"));
        names.want(&id("b"));
        let batch = names.next(10);
        names.learn(&user("b", "Bob", "b"));
        names.put_back(&batch);
        assert!(names.next(10).is_empty(), "not by itself");
        assert!(names.want(&id("a")));
        assert_eq!(names.next(10), [id("a")]);
        names.put_back(&[id("a")]);
        assert!(names.next(10).is_empty());
        assert!(!names.want(&id("a")) && names.next(10).is_empty(), "twice is enough");
    }

    #[test]
    fn what_the_server_does_not_answer_in_batches_comes_again_one_by_one() {
        let names = Names::default();
        for of in ["a", "b", "c"] {
            names.want(&id(of));
        }
        let batch = names.next(2);
        names.again(batch);
        assert_eq!(
            (names.next(1), names.next(1), names.next(1)),
            (vec![id("a")], vec![id("b")], vec![id("c")])
        );
    }

    proptest! {
        /// Whatever is shown, turned away and asked in whatever sizes: each id at most once, and all that stay shown.
        #[test]
        fn each_id_is_asked_for_once(steps in prop::collection::vec((0..3_u8, 0..6_u8, 1..4_usize), 0..60)) {
            let names = Names::default();
            let (mut asked, mut shown) = (Vec::new(), [0_usize; 6]);
            for (act, of, most) in steps {
                match act {
                    0 => { names.want(&id(&of.to_string())); shown[usize::from(of)] += 1; }
                    1 if shown[usize::from(of)] > 0 => { names.leave(&id(&of.to_string())); shown[usize::from(of)] -= 1; }
                    1 => {}
                    _ => asked.extend(names.next(most)),
                }
            }
            loop {
                let more = names.next(2);
                if more.is_empty() { break }
                asked.extend(more);
            }
            let mut once = asked.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), asked.len());
            for (of, count) in shown.iter().enumerate() {
                prop_assert!(*count == 0 || asked.contains(&id(&of.to_string())));
            }
        }
    }
}
