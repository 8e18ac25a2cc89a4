package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"

	"bulkhead/collectors/render"
)

// buildKustomization builds a kustomization as kubectl kustomize does, without plugins and programs. Each object says in
// kustomize's own annotation which file it came from.
func buildKustomization(r *render.Request) (*render.Response, error) {
	root, err := filepath.EvalSymlinks(r.Kustomization)
	if err != nil {
		return nil, err
	}
	if root, err = filepath.Abs(root); err != nil {
		return nil, err
	}
	files := &disk{FileSystem: filesys.MakeFsOnDisk(), root: root, writes: r.Remote}
	response := &render.Response{}
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, r.Kustomization)
	if err == nil {
		var text []byte
		if text, err = built.AsYaml(); err == nil {
			response.Files = []render.File{{Path: r.Kustomization, Text: text}}
		}
	}
	for _, path := range files.read {
		response.Read = append(response.Read, asTyped(r.Kustomization, root, path))
	}
	if err != nil {
		response.Problems = []render.Problem{{File: r.Kustomization, Error: explained(err), Text: files.text}}
	}
	return response, nil
}

// explained is kustomize's error with what to do, where we refused something.
func explained(err error) string {
	text := oneLine(err.Error())
	if strings.Contains(text, errRemote.Error()) || strings.Contains(text, "'git' program") {
		return "it has a base or file that is fetched from elsewhere, which --allow-remote-bases would allow: " + text
	}
	return text
}

// asTyped turns a path without links back into one as the user would type it.
func asTyped(typed, root, path string) string {
	if short, err := filepath.Rel(root, path); err == nil {
		return filepath.Join(typed, short)
	}
	return path
}

// disk is what a kustomization may read.
type disk struct {
	filesys.FileSystem
	root   string
	writes bool // fetched bases are written to temporary directories
	read   []string
	text   []byte
}

// ReadFile reads a file that is one, and notes it.
func (d *disk) ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: it is no file", path)
	}
	if int64(len(d.text))+info.Size() > render.MaxInput {
		return nil, fmt.Errorf("its files are larger than %d MB together", render.MaxInput>>20)
	}
	text, err := d.FileSystem.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(d.read, path) {
		d.read = append(d.read, path)
		d.text = append(append(d.text, text...), '\n')
	}
	if dir, name := filepath.Split(path); filepath.Clean(dir) == d.root && slices.Contains(konfig.RecognizedKustomizationFileNames(), name) {
		return withOrigins(text), nil
	}
	return text, nil
}

// withOrigins asks for the annotations that say where objects come from.
func withOrigins(text []byte) []byte {
	var fields map[string]any
	if err := yaml.UnmarshalStrict(text, &fields); err != nil || fields == nil {
		return text // kustomize says what is wrong with it
	}
	options, _ := fields["buildMetadata"].([]any)
	if !slices.Contains(options, any(types.OriginAnnotations)) {
		fields["buildMetadata"] = append(options, types.OriginAnnotations)
	}
	changed, err := yaml.Marshal(fields)
	if err != nil {
		return text
	}
	return changed
}

var errWrite = errors.New("nothing may be written")

// Create, Mkdir, MkdirAll, RemoveAll and WriteFile are for bases that are fetched.
func (d *disk) Create(path string) (filesys.File, error) {
	if !d.writes {
		return nil, errWrite
	}
	return d.FileSystem.Create(path)
}

// Mkdir implements [filesys.FileSystem].
func (d *disk) Mkdir(path string) error {
	if !d.writes {
		return errWrite
	}
	return d.FileSystem.Mkdir(path)
}

// MkdirAll implements [filesys.FileSystem].
func (d *disk) MkdirAll(path string) error {
	if !d.writes {
		return errWrite
	}
	return d.FileSystem.MkdirAll(path)
}

// RemoveAll implements [filesys.FileSystem].
func (d *disk) RemoveAll(path string) error {
	if !d.writes {
		return errWrite
	}
	return d.FileSystem.RemoveAll(path)
}

// WriteFile implements [filesys.FileSystem].
func (d *disk) WriteFile(path string, text []byte) error {
	if !d.writes {
		return errWrite
	}
	return d.FileSystem.WriteFile(path, text)
}
