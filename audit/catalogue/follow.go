package catalogue

import (
	"bytes"
	"fmt"
	"io/fs"
)

// follow maps controls to frameworks that follow those that they map to.
func (s *Sources) follow(fsys fs.FS) error {
	followers, err := followers(fsys)
	if err != nil {
		return err
	}
	for _, f := range followers {
		same := map[string][]string{}
		for _, r := range f.Requirements {
			if r.Same != "" {
				same[r.Same] = append(same[r.Same], r.ID)
			}
		}
		for _, control := range s.Controls {
			for _, requirement := range control.Frameworks[f.Follows] {
				control.Frameworks[f.ID] = append(control.Frameworks[f.ID], same[requirement]...)
			}
			if len(control.Frameworks[f.ID]) == 0 {
				delete(control.Frameworks, f.ID)
			}
		}
	}
	return nil
}

// followers reads those frameworks that follow another.
func followers(fsys fs.FS) ([]*Framework, error) {
	files, err := fs.Glob(fsys, "frameworks/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*Framework
	for _, file := range files {
		content, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(content, []byte("\nfollows: ")) { // spares reading the others whole
			continue
		}
		f, err := decodeFramework(content)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, f)
	}
	return all, nil
}
