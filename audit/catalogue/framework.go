package catalogue

import (
	"bytes"
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
	Source   string `yaml:"source"`
	Verified string `yaml:"verified"`
	// Follows names another framework, mostly a later version, that controls map to: what its requirements are here their Same says.
	Follows      string        `yaml:"follows"`
	Requirements []Requirement `yaml:"requirements"`
}

// Requirement is one demand of a framework. Titles are our own short words.
type Requirement struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Same is the requirement of the framework that this one follows: a control that maps to that maps to this too.
	Same string `yaml:"same"`
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
		file = place(fsys, file)
		f, err := decodeFramework(content)
		if err != nil {
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
	for _, f := range all {
		if err := f.inherit(all[f.Follows]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func decodeFramework(content []byte) (*Framework, error) {
	f := &Framework{}
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	return f, decoder.Decode(f)
}

// inherit holds what f says of another framework to that one, and takes over what has to be looked at by hand.
func (f *Framework) inherit(followed *Framework) error {
	if f.Follows != "" && followed == nil {
		return fmt.Errorf("framework %s follows %q, which there is not", f.ID, f.Follows)
	}
	for i := range f.Requirements {
		r := &f.Requirements[i]
		if r.Same == "" {
			continue
		}
		at := -1
		if followed != nil {
			at = followed.index(r.Same)
		}
		if at < 0 {
			return fmt.Errorf("framework %s: requirement %s is the same as %q, which %q does not have", f.ID, r.ID, r.Same, f.Follows)
		}
		if r.Manual == "" {
			r.Manual = followed.Requirements[at].Manual
		}
	}
	return nil
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
