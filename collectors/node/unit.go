package node

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// unitDirs are systemd's directories for units, the strongest first.
func unitDirs() []string {
	return []string{
		"etc/systemd/system", "run/systemd/system", "usr/local/lib/systemd/system", "usr/lib/systemd/system", "lib/systemd/system",
	}
}

// setting is one assignment in a unit's files.
type setting struct {
	section, key string
	value        place
}

// place is a text with the place that it was read from.
type place struct {
	text   string
	source *estate.Source
	line   int
}

func (p place) value() *estate.Value {
	return &estate.Value{Kind: estate.String, Text: p.text, Source: p.source, Line: int32(p.line), Column: 1}
}

// unit is one systemd unit with its drop-ins applied.
type unit struct {
	name     string
	file     string // that defines it
	masked   bool
	linked   bool // from a .wants or .requires directory
	settings []setting
	unread   *estate.Value // why a part of it is not known
}

// unitSet is a machine's units of some kind, by name.
type unitSet struct {
	all map[string]*unit
	// any says that the machine has directories of units at all.
	any bool
	// unread says which directory could not be listed: units, links and drop-ins may be missing.
	unread *estate.Value
}

// readUnits reads those units whose names are wanted, each from the strongest directory that has it.
func readUnits(r *openedRoot, wanted func(name string) bool) *unitSet {
	set := &unitSet{all: map[string]*unit{}}
	listed := map[string][]string{}
	for _, dir := range unitDirs() {
		names := set.list(r, dir)
		set.any = set.any || names != nil
		listed[dir] = names
		for _, name := range names {
			if wanted(name) && set.all[name] == nil {
				set.all[name] = readUnit(r, name, path.Join(dir, name))
			}
		}
	}
	set.findLinks(r, listed)
	for _, u := range set.all {
		u.dropIns(r, listed)
	}
	return set
}

// list is nil for what is no directory.
func (set *unitSet) list(r *openedRoot, dir string) []string {
	names, err := r.list(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDirectory) {
		return nil
	}
	if err != nil {
		set.unread = r.unread(dir, err)
		return []string{}
	}
	return names
}

func readUnit(r *openedRoot, name, file string) *unit {
	u := &unit{name: name, file: file}
	if isNull(r, file) {
		u.masked = true
		return u
	}
	text, err := r.read(file)
	switch {
	case errors.Is(err, fs.ErrNotExist): // a link to a unit that was removed
		u.masked = true
	case err != nil:
		u.unread = r.unread(file, err)
	case len(text) == 0:
		u.masked = true
	}
	u.settings = parseUnit(text, sourceOf(file))
	return u
}

// isNull says whether a file is a link to /dev/null, which the root need not have.
func isNull(r *openedRoot, file string) bool {
	dir, err := r.resolve(path.Dir(file))
	if err != nil {
		return false
	}
	target, err := r.dir.Readlink(path.Join(dir, path.Base(file)))
	if err != nil {
		return false
	}
	if !path.IsAbs(target) {
		target = path.Join("/", dir, target)
	}
	return path.Clean(target) == "/dev/null"
}

// findLinks finds the units that "systemctl enable", or a package, linked to some target or other unit.
func (set *unitSet) findLinks(r *openedRoot, listed map[string][]string) {
	for _, dir := range unitDirs() {
		for _, entry := range listed[dir] {
			switch path.Ext(entry) {
			case ".wants", ".requires", ".upholds":
			default:
				continue
			}
			links := path.Join(dir, entry)
			for _, name := range set.list(r, links) {
				if u := set.all[name]; u != nil && !isNull(r, path.Join(links, name)) {
					u.linked = true
				}
			}
		}
	}
}

// dropIns adds the settings of the unit's drop-ins, in their order. Of files with the same name the strongest
// directory's counts alone: the more specific name first, then the stronger place.
func (u *unit) dropIns(r *openedRoot, listed map[string][]string) {
	files := map[string]string{}
	for _, name := range dropInNames(u.name) {
		for _, dir := range unitDirs() {
			if _, found := slices.BinarySearch(listed[dir], name); !found {
				continue
			}
			entries, err := r.list(path.Join(dir, name))
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDirectory) {
				continue
			}
			if err != nil {
				u.unread = r.unread(path.Join(dir, name), err)
				continue
			}
			for _, entry := range entries {
				if path.Ext(entry) == ".conf" && files[entry] == "" {
					files[entry] = path.Join(dir, name, entry)
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := files[name]
		if isNull(r, file) {
			continue
		}
		text, err := r.read(file)
		if err != nil {
			u.unread = r.unread(file, err)
			continue
		}
		u.settings = append(u.settings, parseUnit(text, sourceOf(file))...)
	}
}

// dropInNames are the directories of drop-ins for a unit: for libvirtd-tcp.socket also libvirtd-.socket.d and socket.d.
func dropInNames(name string) []string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	names := []string{name + ".d"}
	for {
		i := strings.LastIndexByte(strings.TrimSuffix(stem, "-"), '-')
		if i < 0 {
			break
		}
		stem = stem[:i+1]
		names = append(names, stem+ext+".d")
	}
	return append(names, strings.TrimPrefix(ext, ".")+".d")
}

// parseUnit reads a unit file's assignments. A backslash at a line's end joins the next line, comments between them left out.
func parseUnit(text []byte, source *estate.Source) []setting {
	var settings []setting
	var section, joined string
	number, start := 0, 0
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		number++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		if joined == "" {
			start = number
		}
		if before, more := strings.CutSuffix(line, `\`); more {
			joined += before + " "
			continue
		}
		line = strings.TrimSpace(joined + line)
		joined = ""
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			section = line[1 : len(line)-1]
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok {
			settings = append(settings, setting{
				section: section, key: strings.TrimSpace(key),
				value: place{strings.TrimSpace(value), source, start},
			})
		}
	}
	return settings
}

// last returns the assignment that counts for a setting with one value.
func (u *unit) last(section, key string) (place, bool) {
	for _, s := range slices.Backward(u.settings) {
		if s.section == section && s.key == key {
			return s.value, s.value.text != ""
		}
	}
	return place{}, false
}

// list returns the assignments of a setting that collects them. An empty one drops those before it.
func (u *unit) list(section, key string) []place {
	var all []place
	for _, s := range u.settings {
		switch {
		case s.section != section || s.key != key:
		case s.value.text == "":
			all = nil
		default:
			all = append(all, s.value)
		}
	}
	return all
}

// pulls names the units that systemd starts together with u.
func (u *unit) pulls() []string {
	var names []string
	for _, s := range u.settings {
		switch s.section + "." + s.key {
		case "Unit.Wants", "Unit.Requires", "Unit.BindsTo", "Unit.Upholds", "Service.Sockets":
			names = append(names, strings.Fields(s.value.text)...)
		}
	}
	return names
}

// started returns the units that start with the machine: those linked somewhere, and what they pull in.
func (set *unitSet) started() map[string]bool {
	started := map[string]bool{}
	var start func(string)
	start = func(name string) {
		u := set.all[name]
		if u == nil || u.masked || started[name] {
			return
		}
		started[name] = true
		for _, other := range u.pulls() {
			start(other)
		}
	}
	for name, u := range set.all {
		if u.linked {
			start(name)
		}
	}
	return started
}
