// Package catalogue loads controls from Rego: it checks their METADATA, compiles them with restricted capabilities and
// derives what each may read.
package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
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

// Sources are controls that are parsed and not yet compiled: what they read is not known.
type Sources struct {
	// Controls are in the order of their IDs.
	Controls     []*Control
	modules      map[string]*module
	capabilities *ast.Capabilities
	schemas      *Schemas
}

// Load compiles the controls of the given platforms (folders of fsys) with the library that they share: lib's own files and
// those of lib/PLATFORM. Of custom policies, see [Join], it loads the controls on subjects of those platforms. What is wrong with any is
// an error: [Faults] with their files and lines.
func Load(fsys fs.FS, platforms ...string) (*Catalogue, error) {
	return LoadTuned(fsys, nil, platforms...)
}

// LoadTuned is [Load] with what the user set of controls.
func LoadTuned(fsys fs.FS, tuning Tuning, platforms ...string) (*Catalogue, error) {
	s, err := Parse(fsys, tuning, platforms...)
	if err != nil {
		return nil, err
	}
	return s.Compile(s.Controls)
}

// Parse parses what [LoadTuned] compiles.
func Parse(fsys fs.FS, tuning Tuning, platforms ...string) (*Sources, error) {
	return parseSelected(selection{policies: fsys, tuning: tuning, platforms: platforms, folders: platforms, wanted: isControl})
}

// LoadEdges compiles the edges of the given platforms, which are controls of their own kind in edges/PLATFORM, with the controls
// whose rules they use.
func LoadEdges(fsys fs.FS, tuning Tuning, platforms ...string) (*Catalogue, error) {
	folders := slices.Clone(platforms)
	for _, platform := range platforms {
		folders = append(folders, edges+platform)
	}
	return load(selection{policies: fsys, tuning: tuning, platforms: platforms, folders: folders, wanted: isEdge})
}

// LoadCustom compiles the custom controls and edges of fsys, and of the built-in policies only what they use.
func LoadCustom(fsys *Custom, platforms ...string) (*Catalogue, error) {
	s, err := customSelection(fsys, platforms)
	if err != nil {
		return nil, err
	}
	c, err := load(*s)
	if err != nil {
		return nil, err
	}
	return c, c.checkFrameworks(fsys)
}

// customSelection selects the custom policies, and of the built-in controls and edges those folders that they name.
func customSelection(fsys *Custom, platforms []string) (*selection, error) {
	s := &selection{policies: fsys, platforms: platforms, wanted: func(file string) bool { return fsys.owns(file) && !isLibrary(file) }}
	sources, err := read(fsys, s.custom())
	if err != nil {
		return nil, err
	}
	for _, platform := range platforms {
		for _, folder := range []string{platform, edges + platform} {
			used := "data.bulkhead." + strings.ReplaceAll(folder, "/", ".") + "."
			if _, err := fs.Stat(fsys, folder); err == nil && slices.ContainsFunc(sources, func(s string) bool { return strings.Contains(s, used) }) {
				s.folders = append(s.folders, folder)
			}
		}
	}
	return s, nil
}

// checkFrameworks holds controls to frameworks and requirements that there are.
func (c *Catalogue) checkFrameworks(fsys fs.FS) error {
	known, err := Frameworks(fsys)
	if err != nil {
		return err
	}
	var faults Faults
	for _, control := range c.Controls {
		for id, requirements := range control.Frameworks {
			if known[id] == nil {
				faults = append(faults, Fault{File: control.File, Text: fmt.Sprintf(
					"METADATA maps to framework %q; bulkhead frameworks lists those that there are, and frameworks/%s.yaml beside your controls would make one", id, id)})
				continue
			}
			for _, requirement := range requirements {
				if !known[id].Has(requirement) {
					faults = append(faults, Fault{File: control.File, Text: fmt.Sprintf(
						"framework %s has no requirement %q; bulkhead frameworks %s lists them", id, requirement, id)})
				}
			}
		}
	}
	return faults.orNil()
}

func isLibrary(file string) bool { return strings.HasPrefix(file, library) }

func isEdge(file string) bool { return strings.HasPrefix(file, edges) }

func isControl(file string) bool { return !isLibrary(file) && !isEdge(file) }

// selection is what is compiled.
type selection struct {
	policies  fs.FS
	tuning    Tuning
	platforms []string
	// folders are those of the built-in controls and edges.
	folders []string
	// wanted names the files that become the catalogue's controls.
	wanted func(file string) bool
	// schemas are what references are held to; nil: none are.
	schemas *Schemas
}

// custom lists the user's own files.
func (s *selection) custom() []string {
	own, ok := s.policies.(*Custom)
	if !ok {
		return nil
	}
	var files []string
	for _, folder := range append(slices.Clone(own.groups), "edges", "lib") {
		files = append(files, own.files(folder)...)
	}
	return files
}

// builtIn lists the other files. Custom policies may use the library of any platform.
func (s *selection) builtIn() ([]string, error) {
	own, _ := s.policies.(*Custom)
	files, err := regoFiles(s.policies, strings.TrimSuffix(library, "/"))
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(file string) bool {
		platform, _, nested := strings.Cut(strings.TrimPrefix(file, library), "/")
		if own != nil {
			return own.owns(file)
		}
		return nested && !slices.Contains(s.platforms, platform)
	})
	for _, folder := range s.folders {
		controls, err := regoFiles(s.policies, folder)
		if err != nil {
			return nil, err
		}
		files = append(files, controls...)
	}
	return files, nil
}

// load compiles what is selected. Those files that are wanted become the catalogue's controls.
func load(s selection) (*Catalogue, error) {
	parsed, err := parseSelected(s)
	if err != nil {
		return nil, err
	}
	return parsed.Compile(parsed.Controls)
}

func parseSelected(s selection) (*Sources, error) {
	capabilities, err := capabilities(s.policies)
	if err != nil {
		return nil, err
	}
	files, err := s.builtIn()
	if err != nil {
		return nil, err
	}
	modules, err := parse(s.policies, append(files, s.custom()...), ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities})
	if err != nil {
		return nil, err
	}
	parsed := &Sources{modules: modules, capabilities: capabilities, schemas: s.schemas}
	if faults := parsed.addControls(s); len(faults) > 0 {
		return nil, faults.orNil()
	}
	if err := parsed.follow(s.policies); err != nil {
		return nil, err
	}
	if err := addParameters(modules, s.tuning); err != nil {
		return nil, err
	}
	for _, control := range parsed.Controls {
		control.tune(s.tuning[control.ID])
	}
	slices.SortFunc(parsed.Controls, func(a, b *Control) int { return strings.Compare(a.ID, b.ID) })
	return parsed, nil
}

// Compile compiles some of the controls, with all that they use. All of them are compiled with all files, so that faults in those that
// nothing uses show too.
func (s *Sources) Compile(controls []*Control) (*Catalogue, error) {
	modules := s.modules
	if len(controls) < len(s.Controls) {
		modules = s.usedBy(controls)
	}
	compiled := make(map[string]*ast.Module, len(modules))
	for file, module := range modules {
		compiled[file] = module.Module
	}
	c := &Catalogue{Controls: controls, Compiler: ast.NewCompiler().WithCapabilities(s.capabilities).WithStrict(true)}
	if s.schemas != nil {
		c.Compiler = s.schemas.apply(c.Compiler, c.Controls, modules)
		c.Compiler.SetErrorLimit(0)
	}
	if c.Compiler.Compile(compiled); c.Compiler.Failed() {
		return nil, FaultsOf("policies", c.Compiler.Errors).orNil()
	}
	return c, c.deriveReads().orNil()
}

// addControls makes controls of the wanted modules. Custom ones on other platforms' subjects are left out, and taken from the modules.
func (c *Sources) addControls(s selection) Faults {
	var faults Faults
	own, _ := s.policies.(*Custom)
	for file, module := range c.modules {
		isOwn := own != nil && own.owns(file)
		if !s.wanted(file) && (!isOwn || isLibrary(file)) {
			if isOwn {
				faults = append(faults, checkPackage(file, module)...)
			}
			continue
		}
		control, found := newControl(file, module, isOwn)
		faults = append(faults, found...)
		switch {
		case len(found) > 0:
		case isOwn && !slices.Contains(s.platforms, control.Platform()):
			delete(c.modules, file)
		case s.wanted(file):
			c.Controls = append(c.Controls, control)
		}
	}
	return faults
}

// edges is the folder of what connects workloads with what they could take over.
const edges = "edges/"

// library is the folder of what controls share.
const library = "lib/"

// module is one parsed file.
type module struct {
	*ast.Module
	place  string // of its file, for people
	source string
}

func read(fsys fs.FS, files []string) ([]string, error) {
	sources := make([]string, len(files))
	for i, file := range files {
		source, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		sources[i] = string(source)
	}
	return sources, nil
}

// parse parses files on all cores.
func parse(fsys fs.FS, files []string, options ast.ParserOptions) (map[string]*module, error) {
	sources, err := read(fsys, files)
	if err != nil {
		return nil, err
	}
	parsed := make([]*module, len(files))
	found := make([]Faults, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, file := range files {
		group.Go(func() error {
			m := &module{place: place(fsys, file), source: sources[i]}
			var err error
			if m.Module, err = ast.ParseModuleWithOpts(m.place, m.source, options); err != nil {
				found[i] = FaultsOf(m.place, err)
			} else if m.Module == nil {
				found[i] = Faults{{File: m.place, Text: "the file is empty"}}
			}
			parsed[i] = m
			return nil
		})
	}
	_ = group.Wait() // none returns an error
	if faults := slices.Concat(found...); len(faults) > 0 {
		return nil, faults.orNil()
	}
	modules := make(map[string]*module, len(files))
	for i, file := range files {
		modules[file] = parsed[i]
	}
	return modules, nil
}

func (c *Catalogue) deriveReads() Faults {
	var faults Faults
	for _, control := range c.Controls {
		reads, fault := readSet(c.Compiler, control)
		if fault == nil {
			fault = lintReads(reads, control.Custom)
		}
		if fault != nil {
			if fault.File == "" {
				fault.File = control.File
			}
			faults = append(faults, *fault)
		}
		control.Reads = reads
	}
	return faults
}

// IDs lists the IDs of all controls of fsys without compiling any, those of custom ones at the end.
func IDs(fsys fs.FS, platforms ...string) ([]string, error) {
	var ids []string
	if own, ok := fsys.(*Custom); ok {
		platforms = append(slices.Clone(platforms), own.groups...)
	}
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
