//! The command line: arguments, configuration, file walk, threads, exit codes. The only place that does I/O.
