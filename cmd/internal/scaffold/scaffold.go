// Package scaffold writes a start for a custom control: the control, its test, and an object on which it fails.
package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"bulkhead/audit/catalogue"
)

//go:embed *.tmpl
var templates embed.FS

// Kinds are the subjects for which there is a start.
func Kinds() []string {
	var kinds []string
	for _, s := range starts {
		kinds = append(kinds, s.Kind)
	}
	return kinds
}

// control is what the templates are filled with.
type control struct {
	start
	ID, Package string
}

// PathTerm is the path as Rego's array.
func (c control) PathTerm() string {
	return `["` + strings.Join(strings.Split(c.Path, "."), `", "`) + `"]`
}

// Input is an input with that value at the path.
func (c control) Input(value string) string {
	keys := strings.Split(c.Path, ".")
	for i := len(keys) - 1; i >= 0; i-- {
		value = fmt.Sprintf(`{"%s": %s}`, keys[i], value)
	}
	return value
}

// Absent is an input without the value.
func (c control) Absent() string {
	root, _, _ := strings.Cut(c.Path, ".")
	return fmt.Sprintf(`{"%s": {}}`, root)
}

// New writes the files of a control on subjects of a kind into the folder of custom policies, and returns their paths. No file is
// overwritten.
func New(dir, id, kind string) ([]string, error) {
	group, slug, ok := strings.Cut(id, "/")
	if !ok || !catalogue.IsName(group) || !catalogue.IsName(slug) {
		return nil, fmt.Errorf("control %q: write GROUP/NAME in small letters, digits and single dashes, as acme/no-terminal", id)
	}
	c := control{ID: id, Package: strings.ReplaceAll(group+"."+slug, "-", "_")}
	for _, s := range starts {
		if s.Kind == kind {
			c.start = s
		}
	}
	if c.Kind == "" {
		return nil, fmt.Errorf("subject %q: there is a start for %s; take the nearest and change it", kind, strings.Join(Kinds(), ", "))
	}
	all, err := template.ParseFS(templates, "*.tmpl")
	if err != nil {
		return nil, err
	}
	base := filepath.Join(dir, group, slug)
	fixture := filepath.Join(dir, catalogue.Fixtures, group, slug+c.extension())
	texts := map[string]string{fixture: c.Fixture}
	paths := []string{base + ".rego", base + "_test.rego", fixture}
	for i, name := range []string{"control.rego.tmpl", "control_test.rego.tmpl"} {
		var b strings.Builder
		if err := all.ExecuteTemplate(&b, name, c); err != nil {
			return nil, err
		}
		texts[paths[i]] = b.String()
	}
	for _, path := range paths {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s exists already", path)
		}
	}
	for _, path := range paths {
		if err := write(path, texts[path]); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
