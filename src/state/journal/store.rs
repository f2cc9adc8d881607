//! The journal's texts in IndexedDB: one store, keyed by connection and time, so that a connection's entries are a
//! range of keys.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::Poll;

use firetower_protocol::TimestampMs;
use gloo_timers::future::TimeoutFuture;
use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction,
    TransactionMode,
};
use wasm_bindgen::JsValue;

const DATABASE: &str = "firetower";
const VERSION: u32 = 1;
const STORE: &str = "changes";

/// A write waits for its entry to be kept, and must not wait for ever: browsers are known whose database never answers.
const PATIENCE_MS: u32 = 3_000;

/// The browser does not keep it, or does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotKept;

impl From<Error> for NotKept {
    fn from(_: Error) -> Self {
        Self
    }
}

type Kept<T> = Result<T, NotKept>;

/// Two of one millisecond differ by the count; two tabs hardly meet in one, and then by their own counts.
static NEXT: AtomicU32 = AtomicU32::new(0);
/// It did not answer once, so nothing waits for it until somebody asks again.
static SILENT: AtomicBool = AtomicBool::new(false);

/// `<slug>/<time>-<count>`, in the order of time.
pub(super) fn key(slug: &str, at: TimestampMs) -> String {
    format!("{slug}/{:016}-{:04}", at.0, NEXT.fetch_add(1, Ordering::Relaxed) % 10_000)
}

/// A slug has no slash, and `0` is the character after it: all keys that begin with `<slug>/`.
fn range(slug: &str) -> Result<KeyRange, Error> {
    let (from, to) = (format!("{slug}/"), format!("{slug}0"));
    KeyRange::bound(&from.into(), &to.into(), None, Some(true))
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // Where it fails, the transactions after it fail too, and are told.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn begin(mode: TransactionMode) -> Result<(Transaction, ObjectStore), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], mode)?;
    let store = transaction.object_store(STORE)?;
    // It closes when the transaction is done, however that ends.
    database.close();
    Ok((transaction, store))
}

/// What was written counts only when the whole is there: a full disk aborts at the end.
async fn finish(transaction: Transaction) -> Kept<()> {
    if transaction.await?.is_committed() { Ok(()) } else { Err(NotKept) }
}

/// Gives up on a database that does not answer.
async fn in_time<T>(work: impl Future<Output = Kept<T>>) -> Kept<T> {
    if SILENT.load(Ordering::Relaxed) {
        return Err(NotKept);
    }
    let mut work: Pin<Box<dyn Future<Output = Kept<T>> + '_>> = Box::pin(work);
    let mut timer = Box::pin(TimeoutFuture::new(PATIENCE_MS));
    poll_fn(move |context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(done);
        }
        timer.as_mut().poll(context).map(|()| {
            SILENT.store(true, Ordering::Relaxed);
            Err(NotKept)
        })
    })
    .await
}

/// The next call waits again.
pub(super) fn ask_again() {
    SILENT.store(false, Ordering::Relaxed);
}

pub(super) async fn put(key: &str, text: &str) -> Kept<()> {
    in_time(async {
        let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
        store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?.await?;
        finish(transaction).await
    })
    .await
}

/// Only what is still there: an entry that was forgotten or went to another name does not come back by its end.
pub(super) async fn replace(key: &str, text: &str) -> Kept<()> {
    in_time(async {
        let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
        let key = JsValue::from_str(key);
        if store.get(key.clone())?.await?.is_some() {
            store.put(&JsValue::from_str(text), Some(&key))?.await?;
        }
        finish(transaction).await
    })
    .await
}

/// Keys with their texts, in the order of keys.
pub(super) async fn all_of(slug: &str) -> Kept<Vec<(String, String)>> {
    in_time(async {
        let (_transaction, store) = begin(TransactionMode::ReadOnly).await?;
        pairs(&store, slug).await
    })
    .await
}

async fn pairs(store: &ObjectStore, slug: &str) -> Kept<Vec<(String, String)>> {
    let keys = store.get_all_keys(Some(Query::KeyRange(range(slug)?)), None)?.await?;
    let texts = store.get_all(Some(Query::KeyRange(range(slug)?)), None)?.await?;
    let both = keys.iter().zip(&texts);
    Ok(both.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
}

/// All entries of one connection under another's name, or none of them. What can't be read is taken along as it is.
pub(super) async fn rename(from: &str, to: &str) -> Kept<()> {
    in_time(async {
        let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
        for (key, text) in pairs(&store, from).await? {
            let key = key.replacen(from, to, 1);
            store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&key)))?.await?;
        }
        store.delete(Query::KeyRange(range(from)?))?.await?;
        finish(transaction).await
    })
    .await
}

pub(super) async fn forget(slug: &str) -> Kept<()> {
    in_time(async {
        let (transaction, store) = begin(TransactionMode::ReadWrite).await?;
        store.delete(Query::KeyRange(range(slug)?))?.await?;
        finish(transaction).await
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_the_order_of_time_and_each_its_own() {
        let keys = [1, 9, 10, 1_800_000_000_000].map(|at| key("im", TimestampMs(at)));
        assert!(keys.is_sorted(), "{keys:?}");
        let one = TimestampMs(5);
        assert_ne!(key("im", one), key("im", one));
        assert!(keys.iter().all(|key| key.as_str() > "im/" && key.as_str() < "im0"));
        assert!(!("im-2/0000000000000001-0001" > "im/" && "im-2/0000000000000001-0001" < "im0"));
    }
}
