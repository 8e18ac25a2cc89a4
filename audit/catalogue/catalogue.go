// Package catalogue loads controls from Rego: it checks their METADATA, compiles them with restricted capabilities and
// derives what each may read.
package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"golang.org/x/sync/errgroup"
)

// Catalogue is a set of controls, compiled and ready to be asked.
type Catalogue struct {
	// Controls are in the order of their IDs.
	Controls []*Control
	Compiler *ast.Compiler
}

// Load compiles the controls of the given platforms (folders of fsys) with the library that they share: lib's own files and
// those of lib/PLATFORM. A fault in any of them is an error that names its file.
func Load(fsys fs.FS, platforms ...string) (*Catalogue, error) {
	isControl := func(file string) bool { return !strings.HasPrefix(file, library) }
	return load(fsys, platforms, platforms, isControl)
}

// LoadEdges compiles the edges of the given platforms, which are controls of their own kind in edges/PLATFORM, with the controls
// whose rules they use.
func LoadEdges(fsys fs.FS, platforms ...string) (*Catalogue, error) {
	folders := slices.Clone(platforms)
	for _, platform := range platforms {
		folders = append(folders, edges+platform)
	}
	isEdge := func(file string) bool { return strings.HasPrefix(file, edges) }
	return load(fsys, platforms, folders, isEdge)
}

// load compiles the Rego files of folders and the library. Those that wanted names become the catalogue's controls.
func load(fsys fs.FS, platforms, folders []string, wanted func(file string) bool) (*Catalogue, error) {
	capabilities, err := capabilities(fsys)
	if err != nil {
		return nil, err
	}
	files, err := libraryFiles(fsys, platforms)
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		controls, err := regoFiles(fsys, folder)
		if err != nil {
			return nil, err
		}
		files = append(files, controls...)
	}
	modules, err := parse(fsys, files, ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities})
	if err != nil {
		return nil, err
	}
	c := &Catalogue{}
	for file, module := range modules {
		if !wanted(file) {
			continue
		}
		control, err := newControl(strings.TrimSuffix(file, ".rego"), module)
		if err != nil {
			return nil, fmt.Errorf("control %s: %w", file, err)
		}
		c.Controls = append(c.Controls, control)
	}
	c.Compiler = ast.NewCompiler().WithCapabilities(capabilities).WithStrict(true)
	if c.Compiler.Compile(modules); c.Compiler.Failed() {
		return nil, fmt.Errorf("compile controls: %w", c.Compiler.Errors)
	}
	slices.SortFunc(c.Controls, func(a, b *Control) int { return strings.Compare(a.ID, b.ID) })
	return c, c.deriveReads()
}

// edges is the folder of what connects workloads with what they could take over.
const edges = "edges/"

// library is the folder of what controls share.
const library = "lib/"

func libraryFiles(fsys fs.FS, platforms []string) ([]string, error) {
	all, err := regoFiles(fsys, strings.TrimSuffix(library, "/"))
	return slices.DeleteFunc(all, func(file string) bool {
		platform, _, nested := strings.Cut(strings.TrimPrefix(file, library), "/")
		return nested && !slices.Contains(platforms, platform)
	}), err
}

// parse parses files on all cores.
func parse(fsys fs.FS, files []string, options ast.ParserOptions) (map[string]*ast.Module, error) {
	parsed := make([]*ast.Module, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		group.Go(func() error {
			source, err := fs.ReadFile(fsys, file)
			if err != nil {
				return err
			}
			if parsed[i], err = ast.ParseModuleWithOpts(file, string(source), options); err != nil {
				return fmt.Errorf("parse %s: %w", file, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	modules := make(map[string]*ast.Module, len(files))
	for i, file := range files {
		modules[file] = parsed[i]
	}
	return modules, nil
}

func (c *Catalogue) deriveReads() error {
	var faults []error
	for _, control := range c.Controls {
		reads, err := readSet(c.Compiler, control.Package)
		if err == nil {
			err = lintReads(reads)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("control %s: %w", control.ID, err))
		}
		control.Reads = reads
	}
	return errors.Join(faults...)
}

// IDs lists the IDs of all controls of fsys without compiling any.
func IDs(fsys fs.FS, platforms ...string) ([]string, error) {
	var ids []string
	for _, platform := range platforms {
		files, err := regoFiles(fsys, platform)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			ids = append(ids, strings.TrimSuffix(file, ".rego"))
		}
	}
	return ids, nil
}

// Digest tells policies apart: "sha256:" and the hash of all files of fsys.
func Digest(fsys fs.FS) (string, error) {
	hash := sha256.New()
	err := fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(file, "_test.rego") {
			return err
		}
		content, err := fs.ReadFile(fsys, file)
		fmt.Fprintf(hash, "%s %d\n", file, len(content))
		hash.Write(content)
		return err
	})
	return "sha256:" + hex.EncodeToString(hash.Sum(nil)), err
}

func regoFiles(fsys fs.FS, folder string) ([]string, error) {
	var files []string
	err := fs.WalkDir(fsys, folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".rego" || strings.HasSuffix(file, "_test.rego") {
			return err
		}
		files = append(files, file)
		return nil
	})
	return files, err
}
