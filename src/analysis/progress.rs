//! How far a run is, for those who wait for it.

/// Somebody who is told of each page that is done; nothing that a run gives may depend on it.
pub trait Progress: Sync {
    /// One more page is understood and judged.
    fn page(&self);
}
