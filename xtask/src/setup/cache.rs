//! The user's cache of built tools: `<cache>/firetower/tools/<tool>-<version>/`.

use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};

/// The folder of one tool in one version; it need not exist.
pub(crate) fn folder(tool: &str, version: &str) -> Outcome<PathBuf> {
    Ok(root()?.join(format!("{tool}-{version}")))
}

/// Fills `folder` by `install`, which writes into a folder beside it that takes its name only when done.
///
/// An interrupted install therefore leaves nothing that could be taken for the tool; of two at once, one wins and
/// the other's work is dropped.
pub(crate) fn fill(folder: &Path, install: impl FnOnce(&Path) -> Outcome<()>) -> Outcome<()> {
    // What is there already failed its check, or this function would not have been called.
    let is_broken = folder.exists();
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let partial = folder.with_file_name(format!(".partial-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&partial).map_err(Problem::doing(partial.display()))?;
    let installed = install(&partial).and_then(|()| {
        if is_broken {
            std::fs::remove_dir_all(folder).map_err(Problem::doing(folder.display()))?;
        }
        match std::fs::rename(&partial, folder) {
            // Someone else was faster, with the same version.
            Err(_) if folder.exists() => Ok(()),
            renamed => renamed.map_err(Problem::doing(folder.display())),
        }
    });
    // Gone already where it took its name.
    let _ = std::fs::remove_dir_all(&partial);
    installed
}

fn root() -> Outcome<PathBuf> {
    let from = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || from("HOME").or_else(|| from("USERPROFILE"));
    let cache = from("XDG_CACHE_HOME")
        .or_else(|| if cfg!(windows) { from("LOCALAPPDATA") } else { None })
        .or_else(|| {
            home().map(|home| home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
        });
    cache.map(|cache| cache.join("firetower").join("tools")).ok_or_else(|| {
        Problem::with_remedy("no folder for the tools: neither XDG_CACHE_HOME nor HOME is set", "export HOME")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(test: &str) -> PathBuf {
        let folder = crate::workspace::target().unwrap().join("xtask-tests").join(test);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_failed_install_leaves_nothing() {
        let scratch = scratch("failed-install");
        let folder = scratch.join("trunk-1.0.0");
        let outcome = fill(&folder, |partial| {
            std::fs::write(partial.join("half"), "").unwrap();
            Err(Problem::new("interrupted"))
        });
        assert_eq!(outcome, Err(Problem::new("interrupted")));
        assert_eq!(names(&scratch), Vec::<String>::new());
    }

    #[test]
    fn of_two_installs_at_once_the_first_stays() {
        let scratch = scratch("two-installs");
        let folder = scratch.join("trunk-1.0.0");
        let outcome = fill(&folder, |_| {
            std::fs::create_dir_all(folder.join("by-another")).map_err(Problem::doing("the other install"))
        });
        assert_eq!(outcome, Ok(()));
        assert_eq!(names(&scratch), ["trunk-1.0.0"]);
        assert_eq!(names(&folder), ["by-another"]);
    }

    #[test]
    fn a_finished_install_replaces_a_broken_one() {
        let scratch = scratch("finished-install");
        let folder = scratch.join("trunk-1.0.0");
        std::fs::create_dir_all(folder.join("broken")).unwrap();
        let outcome = fill(&folder, |partial| {
            std::fs::write(partial.join("trunk"), "").map_err(Problem::doing("write"))
        });
        assert_eq!(outcome, Ok(()));
        assert_eq!(names(&scratch), ["trunk-1.0.0"]);
        assert_eq!(names(&folder), ["trunk"]);
    }
}
