package catalogue

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Custom is a folder of custom controls laid over the built-in policies. It holds
//
//	GROUP/SLUG.rego           controls, GROUP/SLUG in reports
//	edges/GROUP/SLUG.rego     edges
//	lib/GROUP/NAME.rego       what they share
//	frameworks/ID.yaml        frameworks that they map to
//	fixtures/GROUP/SLUG.*     for each control an object on which it must fail
//
// where a group is any name that bulkhead's own policies do not use, so that neither can change what the other means.
// Functions that take policies as a file system accept it.
type Custom struct {
	builtIn fs.FS
	own     fs.FS
	dir     string
	groups  []string
}

// Fixtures is the folder of the objects on which custom controls must fail.
const Fixtures = "fixtures"

// customLimit is the most that one file may hold.
const customLimit = 1 << 20

// groupName is what groups may be called.
var groupName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Join lays the policies in dir over the built-in ones. Nothing outside of dir is read, wherever its links point. An error says what is
// wrong with the folder's layout, as [Faults] where it is about files.
func Join(builtIn fs.FS, dir string) (*Custom, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return nil, fmt.Errorf("policies in %s: %w", dir, err)
	}
	c := &Custom{builtIn: builtIn, own: root.FS(), dir: dir}
	entries, err := fs.ReadDir(c.own, ".")
	if err != nil {
		return nil, fmt.Errorf("policies in %s: %w", dir, err)
	}
	var faults Faults
	for _, entry := range entries {
		folder := entry.Name()
		switch {
		case isRego(folder):
			faults = append(faults, Fault{File: c.Place(folder), Text: "put controls into a folder of your own, as acme/" + path.Base(folder)})
		case !entry.IsDir() || folder == Fixtures || slices.Contains(shared, folder):
		case len(c.rego(folder)) == 0:
		case c.inBuiltIn(folder):
			faults = append(faults, Fault{File: c.Place(folder), Text: fmt.Sprintf(
				"%s is bulkhead's own; put controls into a folder of your own, as acme/", folder)})
		case !IsName(folder):
			faults = append(faults, Fault{File: c.Place(folder), Text: "a folder of controls has a name of small letters, digits and single dashes"})
		default:
			c.groups = append(c.groups, folder)
		}
	}
	faults = append(faults, c.checkShared()...)
	if len(faults) == 0 && len(c.groups) == 0 && len(c.files(strings.TrimSuffix(edges, "/"))) == 0 {
		return nil, fmt.Errorf("policies in %s: there is no control; bulkhead policy new acme/NAME --policies %s makes one", dir, dir)
	}
	return c, faults.orNil()
}

// shared are the folders that custom policies share with the built-in ones.
var shared = []string{"edges", "frameworks", "lib"}

// checkShared holds what is in the shared folders to names that the built-in policies do not use.
func (c *Custom) checkShared() Faults {
	var faults Faults
	for _, folder := range shared {
		entries, _ := fs.ReadDir(c.own, folder) // absent, or what is in it can't be read and is missed then
		for _, entry := range entries {
			file := folder + "/" + entry.Name()
			switch taken := c.inBuiltIn(file) || c.inBuiltIn(file+".rego"); {
			case taken:
				faults = append(faults, Fault{File: c.Place(file), Text: "bulkhead has that itself; take a name of your own"})
			case folder != "frameworks" && isRego(file):
				faults = append(faults, Fault{File: c.Place(file), Text: fmt.Sprintf("put it into a folder of your own, as %s/acme/%s", folder, entry.Name())})
			case entry.IsDir() && !IsName(entry.Name()):
				faults = append(faults, Fault{File: c.Place(file), Text: "a folder of policies has a name of small letters, digits and single dashes"})
			}
		}
	}
	return faults
}

// Place is where a file of the policies is for people.
func (c *Custom) Place(file string) string { return filepath.Join(c.dir, filepath.FromSlash(file)) }

// Groups are the folders of controls.
func (c *Custom) Groups() []string { return slices.Clone(c.groups) }

func (c *Custom) inBuiltIn(file string) bool {
	_, err := fs.Stat(c.builtIn, file)
	return err == nil
}

// files lists the Rego files of a shared folder's groups, or of a group, without tests.
func (c *Custom) files(folder string) []string {
	if !slices.Contains(shared, folder) {
		return c.rego(folder)
	}
	var all []string
	entries, _ := fs.ReadDir(c.own, folder)
	for _, entry := range entries {
		if entry.IsDir() {
			all = append(all, c.rego(folder+"/"+entry.Name())...)
		}
	}
	return all
}

// rego lists the Rego files of one folder without tests.
func (c *Custom) rego(folder string) []string {
	var files []string
	entries, _ := fs.ReadDir(c.own, folder)
	for _, entry := range entries {
		if file := folder + "/" + entry.Name(); isRego(file) && !entry.IsDir() {
			files = append(files, file)
		}
	}
	return files
}

func isRego(file string) bool {
	return path.Ext(file) == ".rego" && !strings.HasSuffix(file, "_test.rego")
}

// owns says that a file or folder is the user's.
func (c *Custom) owns(file string) bool {
	folder, _, _ := strings.Cut(file, "/")
	switch {
	case file == "." || slices.Contains(shared, file):
		return false
	case slices.Contains(shared, folder):
		return !c.inBuiltIn(file)
	}
	return slices.Contains(c.groups, folder)
}

// Open implements [fs.FS].
func (c *Custom) Open(file string) (fs.File, error) {
	if c.owns(file) {
		return c.own.Open(file)
	}
	return c.builtIn.Open(file)
}

// ReadFile implements [fs.ReadFileFS].
func (c *Custom) ReadFile(file string) ([]byte, error) {
	if !c.owns(file) {
		return fs.ReadFile(c.builtIn, file)
	}
	info, err := fs.Stat(c.own, file)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > customLimit) {
		err = fmt.Errorf("%s: policies are regular files of at most 1 MiB", c.Place(file))
	}
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(c.own, file)
}

// ReadDir implements [fs.ReadDirFS]. Of the user's folder it shows the policies and nothing else.
func (c *Custom) ReadDir(folder string) ([]fs.DirEntry, error) {
	if c.owns(folder) {
		entries, err := fs.ReadDir(c.own, folder)
		return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.IsDir() || path.Ext(e.Name()) != ".rego" }), err
	}
	entries, err := fs.ReadDir(c.builtIn, folder)
	if err != nil || folder != "." && !slices.Contains(shared, folder) {
		return entries, err
	}
	own, err := fs.ReadDir(c.own, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return entries, nil
	}
	for _, entry := range own {
		if c.owns(path.Join(folder, entry.Name())) && (entry.IsDir() || folder == "frameworks") {
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// place is where a file of policies is for people.
func place(policies fs.FS, file string) string {
	if own, ok := policies.(*Custom); ok && own.owns(file) {
		return own.Place(file)
	}
	return file
}

// IsName says that a group or control may have that name.
func IsName(s string) bool { return groupName.MatchString(s) }
