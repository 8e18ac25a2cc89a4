// Package changes asks git which files differ from an earlier state.
package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Since returns the files of the working tree that dir lies in that differ from the commit at which ref and HEAD part, and those that git
// does not know, as absolute paths without links. Deleted files are among them. Git is only asked to read, and runs no program
// that the repository's settings name.
func Since(ctx context.Context, dir, ref string) (map[string]bool, error) {
	g := git{ctx, dir}
	root, err := g.run("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	g.dir = strings.TrimSuffix(root, "\n")
	commit, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no commit %s: fetch it first, as with git fetch or with fetch-depth: 0", ref)
	}
	base, err := g.run("merge-base", strings.TrimSpace(commit), "HEAD")
	if err != nil {
		return nil, fmt.Errorf("%s and HEAD have no common commit here: fetch more of the history, as with fetch-depth: 0", ref)
	}
	changed := map[string]bool{}
	for _, args := range [][]string{
		{"diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules", strings.TrimSpace(base), "--"},
		{"ls-files", "-z", "--others", "--exclude-standard", "--full-name"},
	} {
		names, err := g.run(args...)
		if err != nil {
			return nil, err
		}
		for name := range strings.SplitSeq(names, "\x00") {
			if name != "" {
				changed[resolved(filepath.Join(g.dir, filepath.FromSlash(name)))] = true
			}
		}
	}
	return changed, nil
}

// resolved follows links, also of the directories of a file that is gone.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(real, filepath.Base(path))
	}
	return path
}

type git struct {
	ctx context.Context
	dir string
}

func (g git) run(args ...string) (string, error) {
	command := exec.CommandContext(g.ctx, "git", append([]string{
		"--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.quotePath=false",
	}, args...)...)
	command.Dir = g.dir
	command.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", errors.New("there is no program git")
		}
		first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		if first == "" {
			first = err.Error()
		}
		return "", fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(first, "fatal: "))
	}
	return out.String(), nil
}
