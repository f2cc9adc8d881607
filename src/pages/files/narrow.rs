//! Filter and sort of the rows that are loaded.

use std::cmp::Ordering;
use std::sync::Arc;

use firetower_protocol::file_row::FileRow;

use super::kind::kind_of;
use super::list::time_of;
use crate::paths::{FileColumn, FileFilter, FileSort, FilesRow};

/// A row of the page, and which of the page's rows it is, from 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) nth: usize,
    /// Which reading it comes from: what was read again is drawn again.
    pub(super) serial: u32,
    pub(super) file: Arc<FileRow>,
}

impl Row {
    /// How an address names it.
    pub(super) fn key(&self) -> FilesRow {
        self.file.message_uid.map_or(FilesRow::Nth(self.nth), FilesRow::Uid)
    }
}

/// A row that lacks what is asked about does not pass.
pub(super) fn passes(filter: &FileFilter, row: &FileRow) -> bool {
    let name = row.name.as_deref();
    let part = filter.name.to_lowercase();
    let time = time_of(row);
    (part.is_empty() || name.is_some_and(|name| name.to_lowercase().contains(&part)))
        && filter.kind.is_none_or(|kind| name.is_some_and(|name| kind_of(name) == kind))
        && filter.at_least.is_none_or(|least| row.size.is_some_and(|size| size >= least))
        && filter.at_most.is_none_or(|most| row.size.is_some_and(|size| size <= most))
        && filter.since.is_none_or(|since| time.is_some_and(|time| time >= since))
        && filter.until.is_none_or(|until| time.is_some_and(|time| time <= until))
}

/// The rows that pass, sorted; in the server's order where no column is chosen. Rows that lack what is sorted by stand
/// last either way.
pub(super) fn narrowed(
    rows: &[Arc<FileRow>],
    serial: u32,
    filter: &FileFilter,
    sort: Option<FileSort>,
) -> Vec<Row> {
    let mut narrowed: Vec<Row> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| passes(filter, row))
        .map(|(nth, file)| Row { nth, serial, file: file.clone() })
        .collect();
    if let Some(sort) = sort {
        narrowed.sort_by(|one, other| compare(sort, &one.file, &other.file));
    }
    narrowed
}

fn compare(sort: FileSort, one: &FileRow, other: &FileRow) -> Ordering {
    let of = |order: Ordering| if sort.descending { order.reverse() } else { order };
    fn ends<T: Ord>(one: Option<T>, other: Option<T>, of: impl Fn(Ordering) -> Ordering) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) => of(one.cmp(&other)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
    let name = |row: &FileRow| row.name.as_ref().map(|name| name.to_lowercase());
    let kind = |row: &FileRow| row.name.as_deref().map(|name| kind_of(name).key());
    match sort.column {
        FileColumn::Name => ends(name(one), name(other), of),
        FileColumn::Kind => ends(kind(one), kind(other), of),
        FileColumn::Size => ends(one.size, other.size, of),
        FileColumn::Sender => ends(one.user_id.as_ref(), other.user_id.as_ref(), of),
        FileColumn::Sent => ends(time_of(one), time_of(other), of),
        FileColumn::Downloads => ends(one.download_count, other.download_count, of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::FileKind;
    use firetower_protocol::TimestampMs;

    fn rows() -> Vec<Arc<FileRow>> {
        let rows: Vec<FileRow> = serde_json::from_str(
            r#"[{"messageUid":1,"name":"Report.PDF","size":5000000000,"timestamp":30},
                {"messageUid":2,"name":"b.png","size":0,"timestamp":20},
                {"name":"报告.pdf","size":7,"timestamp":10},
                {"messageUid":4}]"#,
        )
        .unwrap();
        rows.into_iter().map(Arc::new).collect()
    }

    fn left(filter: &FileFilter, sort: Option<FileSort>) -> Vec<usize> {
        narrowed(&rows(), 0, filter, sort).iter().map(|row| row.nth).collect()
    }

    #[test]
    fn every_criterion_narrows() {
        let none = FileFilter::default();
        assert_eq!(left(&none, None), [0, 1, 2, 3]);
        assert_eq!(left(&FileFilter { name: "rePORT".to_owned(), ..none.clone() }, None), [0]);
        assert_eq!(left(&FileFilter { name: "报".to_owned(), ..none.clone() }, None), [2]);
        assert_eq!(left(&FileFilter { kind: Some(FileKind::Document), ..none.clone() }, None), [0, 2]);
        assert_eq!(left(&FileFilter { at_least: Some(4_294_967_297), ..none.clone() }, None), [0]);
        assert_eq!(left(&FileFilter { at_most: Some(0), ..none.clone() }, None), [1]);
        let time = |time| Some(TimestampMs(time));
        assert_eq!(left(&FileFilter { since: time(20), until: time(30), ..none.clone() }, None), [0, 1]);
    }

    #[test]
    fn a_sort_goes_both_ways_and_what_has_no_value_stands_last() {
        let by = |column, descending| left(&FileFilter::default(), Some(FileSort { column, descending }));
        assert_eq!(by(FileColumn::Size, false), [1, 2, 0, 3]);
        assert_eq!(by(FileColumn::Size, true), [0, 2, 1, 3]);
        assert_eq!(by(FileColumn::Name, false), [1, 0, 2, 3]);
        // The last row's time is derived from its id, and lies in 2018.
        assert_eq!(by(FileColumn::Sent, true), [3, 0, 1, 2]);
    }
}
