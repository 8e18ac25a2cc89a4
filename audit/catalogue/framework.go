package catalogue

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Framework is a published catalogue that controls map to.
type Framework struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	Version string `yaml:"version"`
	// Source says where the IDs come from, and Verified when they were verified there; it is empty where they were not.
	Source       string        `yaml:"source"`
	Verified     string        `yaml:"verified"`
	Requirements []Requirement `yaml:"requirements"`
}

// Requirement is one demand of a framework. Titles are our own short words.
type Requirement struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Includes names requirements that this one repeats: who asks for it asks for these too.
	Includes []string `yaml:"includes"`
	// Manual says what of it no configuration can show, and so has to be looked at by hand. Empty says nothing of the kind.
	Manual string `yaml:"manual"`
}

// Frameworks reads frameworks/*.yaml, by ID. It holds each file to its shape.
func Frameworks(fsys fs.FS) (map[string]*Framework, error) {
	files, err := fs.Glob(fsys, "frameworks/*.yaml")
	if err != nil {
		return nil, err
	}
	all := map[string]*Framework{}
	for _, file := range files {
		content, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		f := &Framework{}
		decoder := yaml.NewDecoder(strings.NewReader(string(content)))
		decoder.KnownFields(true)
		file = place(fsys, file)
		if err := decoder.Decode(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if want := strings.TrimSuffix(path.Base(file), ".yaml"); f.ID != want {
			return nil, fmt.Errorf("read %s: its id is %q; the file's name asks for %q", file, f.ID, want)
		}
		if f.Title == "" || f.Source == "" || len(f.Requirements) == 0 {
			return nil, fmt.Errorf("read %s: it lacks a title, a source or requirements", file)
		}
		for i, r := range f.Requirements {
			if r.ID == "" || r.Title == "" || f.index(r.ID) != i {
				return nil, fmt.Errorf("read %s: requirement %d has no id or title of its own", file, i+1)
			}
		}
		all[f.ID] = f
	}
	return all, nil
}

func (f *Framework) index(requirement string) int {
	return slices.IndexFunc(f.Requirements, func(r Requirement) bool { return r.ID == requirement })
}

// IDs lists the requirements' IDs.
func (f *Framework) IDs() []string {
	var ids []string
	for _, r := range f.Requirements {
		ids = append(ids, r.ID)
	}
	return ids
}

// Has says that the framework has that requirement.
func (f *Framework) Has(requirement string) bool { return f.index(requirement) >= 0 }

// With returns the requirement and all that it includes.
func (f *Framework) With(requirement string) []string {
	ids := []string{requirement}
	for i := 0; i < len(ids); i++ {
		if at := f.index(ids[i]); at >= 0 {
			for _, included := range f.Requirements[at].Includes {
				if !slices.Contains(ids, included) {
					ids = append(ids, included)
				}
			}
		}
	}
	return ids
}
