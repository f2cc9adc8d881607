//! The journal's texts in IndexedDB: one store, keyed by connection and time, so that a connection's entries are a
//! range of keys.

use std::sync::atomic::{AtomicU32, Ordering};

use firetower_protocol::TimestampMs;
use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction,
    TransactionMode,
};
use wasm_bindgen::JsValue;

const DATABASE: &str = "firetower";
const VERSION: u32 = 1;
const STORE: &str = "changes";

/// Two of one millisecond differ by the count; two tabs hardly meet in one, and then by their own counts.
static NEXT: AtomicU32 = AtomicU32::new(0);

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

async fn begin(mode: TransactionMode) -> Result<(Database, Transaction, ObjectStore), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], mode)?;
    let store = transaction.object_store(STORE)?;
    Ok((database, transaction, store))
}

pub(super) async fn put(key: &str, text: &str) -> Result<(), Error> {
    let (database, transaction, store) = begin(TransactionMode::ReadWrite).await?;
    store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?.await?;
    transaction.await?;
    database.close();
    Ok(())
}

pub(super) async fn all_of(slug: &str) -> Result<Vec<String>, Error> {
    let (database, _transaction, store) = begin(TransactionMode::ReadOnly).await?;
    let found = store.get_all(Some(Query::KeyRange(range(slug)?)), None)?.await?;
    database.close();
    Ok(found.iter().filter_map(JsValue::as_string).collect())
}

pub(super) async fn forget(slug: &str) -> Result<(), Error> {
    let (database, transaction, store) = begin(TransactionMode::ReadWrite).await?;
    store.delete(Query::KeyRange(range(slug)?))?.await?;
    transaction.await?;
    database.close();
    Ok(())
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
