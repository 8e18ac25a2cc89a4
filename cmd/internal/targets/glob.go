package targets

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

var errNoMatch = errors.New("the glob matches nothing")

// isGlob says whether a target is to be expanded: a path that exists is taken as it is, whatever its name, and what is no glob is a path
// that does not exist.
func isGlob(name string) bool {
	return strings.ContainsAny(name, "*?[{") && !exists(name) && doublestar.ValidatePathPattern(name)
}

// expand lists what a glob matches in sorted order: * within a directory, ** over directories, {a,b} either. Hidden files match only where
// the pattern names them, as in the shell, and no link to a directory is followed by **. What lies in a directory that matches too is
// left out, for that is read whole; and a file of a Helm chart stands for its chart, as a template alone means nothing.
func expand(pattern string) ([]string, error) {
	pattern = filepath.Clean(pattern)
	matches, err := doublestar.FilepathGlob(pattern, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err != nil {
		return nil, err
	}
	base, _ := doublestar.SplitPattern(filepath.ToSlash(pattern))
	for i, match := range matches {
		matches[i] = chartOf(filepath.FromSlash(base), match)
	}
	slices.Sort(matches)
	var top []string
	for _, match := range slices.Compact(matches) {
		if !slices.ContainsFunc(top, func(dir string) bool { return within(dir, match) }) {
			top = append(top, match)
		}
	}
	if len(top) == 0 {
		return nil, errNoMatch
	}
	return top, nil
}

func within(dir, path string) bool {
	return dir == "." || strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// chartOf returns the outermost chart at or below base that a path lies in, or the path itself.
func chartOf(base, path string) string {
	chart := path
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "Chart.yaml")); err == nil && info.Mode().IsRegular() {
			chart = dir
		}
		if dir == base || dir == filepath.Dir(dir) {
			return chart
		}
	}
}
