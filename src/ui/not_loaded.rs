//! A part of the app that the first view does without did not arrive.

/// What loads one fails with this. Nothing was sent to any server.
#[derive(Debug)]
pub(crate) struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}
