//! Maps over pages, on as many threads as there are; order is kept.

#[cfg(feature = "cli")]
use rayon::prelude::*;

/// `change` of each item, in order.
pub fn map<T: Sync, U: Send>(items: &[T], change: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    #[cfg(feature = "cli")]
    return items.par_iter().map(change).collect();
    #[cfg(not(feature = "cli"))]
    return items.iter().map(change).collect();
}

/// The same, consuming the items.
pub fn map_owned<T: Send, U: Send>(items: Vec<T>, change: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    #[cfg(feature = "cli")]
    return items.into_par_iter().map(change).collect();
    #[cfg(not(feature = "cli"))]
    return items.into_iter().map(change).collect();
}
