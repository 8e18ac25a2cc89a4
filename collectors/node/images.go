package node

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// imageLimit bounds how many images of a machine are described.
const imageLimit = 16384

// image is what a guest's definition names as a disk.
type image struct {
	guest, path string
	readOnly    bool
}

// ownFiles lists the files of guests with who may open them: their definitions, what is kept of their memory, and the images that the definitions
// name. Where a directory above lets nobody else through, a file's own mode opens it to nobody ("shielded").
func ownFiles(r *openedRoot, live bool) []estate.Item {
	var items []estate.Item
	add := func(v *estate.Value) {
		if v != nil {
			items = append(items, estate.Item{Value: v})
		}
	}
	seen := map[image]bool{}
	mounts := readMounts(r, live)
	for _, dir := range []string{libvirtEtc + "/qemu", libvirtRun + "/qemu", libvirtEtc + "/lxc", libvirtRun + "/lxc"} {
		for _, name := range namesIn(r, dir, add) {
			if path.Ext(name) != ".xml" {
				continue
			}
			file := path.Join(dir, name)
			add(reachable(r, "definition", file))
			images, err := imagesOf(r, file)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				add(r.unread(file, err))
			}
			for _, i := range images {
				if !seen[i] && len(seen) < imageLimit {
					seen[i] = true
					add(i.describe(r, mounts))
				}
			}
		}
	}
	for _, dir := range []string{"save", "dump", "ram"} {
		dir = "var/lib/libvirt/qemu/" + dir
		for _, name := range namesIn(r, dir, add) {
			if info, err := r.stat(path.Join(dir, name)); err == nil && info.Mode().IsRegular() {
				add(reachable(r, "memory", path.Join(dir, name)))
			}
		}
	}
	for _, device := range []string{"dev/kvm", "dev/vhost-net", "dev/vhost-vsock", "dev/sev"} {
		add(reachable(r, "device", device))
	}
	for _, name := range namesIn(r, "dev/vfio", add) {
		if name != "vfio" && name != "devices" { // a container without any group, which gives nothing
			add(reachable(r, "vfio", "dev/vfio/"+name))
		}
	}
	return items
}

// namesIn lists a directory that may not be there.
func namesIn(r *openedRoot, dir string, add func(*estate.Value)) []string {
	names, err := r.list(dir)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDirectory) {
			add(r.unread(dir, err))
		}
		return nil
	}
	return slices.DeleteFunc(names, func(name string) bool { return !utf8.ValidString(name) })
}

// reachable is a file's ownership with whether others are kept from it by a directory above.
func reachable(r *openedRoot, what, name string) *estate.Value {
	v := ownership(r, what, name)
	if v != nil && !v.Unknown() {
		v.Items = append(v.Items, estate.Item{Key: "shielded", Value: estate.Bool(keptFromOthers(r, name))})
	}
	return v
}

// keptFromOthers says that a directory above the file, after links, lets nobody through but its owner and group.
func keptFromOthers(r *openedRoot, name string) bool {
	resolved, err := r.resolve(name)
	if err != nil {
		return false
	}
	for dir := path.Dir(resolved); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if info, err := r.dir.Lstat(dir); err == nil && info.Mode().Perm()&0o001 == 0 {
			return true
		}
	}
	return false
}

func (i *image) describe(r *openedRoot, mounts *mounts) *estate.Value {
	name := strings.TrimPrefix(path.Clean(i.path), "/")
	v := reachable(r, "image", name)
	if v == nil {
		v = estate.MapOf(estate.Item{Key: "path", Value: estate.Text("/" + name)}, estate.Item{Key: "what", Value: estate.Text("image")})
	}
	if !v.Unknown() {
		v.Items = append(v.Items,
			estate.Item{Key: "guest", Value: estate.Text(i.guest)},
			estate.Item{Key: "readOnly", Value: estate.Bool(i.readOnly)},
		)
		if at := mounts.of(r, name); at != nil {
			v.Items = append(v.Items, estate.Item{Key: "mounted", Value: at})
		}
	}
	return v
}

// imagesOf reads which files and devices of the host a domain's definition names as disks and as its firmware's variables. The daemon's
// own files of running domains hold the definition in another element.
func imagesOf(r *openedRoot, file string) ([]image, error) {
	text, err := r.read(file)
	if err != nil {
		return nil, err
	}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	var found []image
	var open []string
	guest, disk := "", image{}
	inside := func(elements ...string) bool {
		return len(open) >= len(elements) && slices.Equal(open[len(open)-len(elements):], elements)
	}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, t.Name.Local)
			switch {
			case inside("domain", "devices", "disk"):
				disk = image{readOnly: attribute(t, "device") == "cdrom"}
			case inside("domain", "devices", "disk", "source"):
				disk.path = attribute(t, "file") + attribute(t, "dev")
			case inside("domain", "devices", "disk", "readonly"):
				disk.readOnly = true
			}
		case xml.CharData:
			switch text := strings.TrimSpace(string(t)); {
			case text == "":
			case inside("domain", "name"):
				guest = text
			case inside("domain", "os", "nvram"):
				found = append(found, image{path: text})
			}
		case xml.EndElement:
			if inside("domain", "devices", "disk") {
				found = append(found, disk)
			}
			open = open[:len(open)-1]
		}
	}
	found = slices.DeleteFunc(found, func(i image) bool { return !path.IsAbs(i.path) })
	for i := range found {
		found[i].guest = guest
	}
	return found, nil
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// mounts are where a machine has file systems mounted, by what they are on: a device's or a file's name without links.
type mounts struct {
	at   map[string]string
	file *estate.Source
	why  *estate.Value // they are not known
}

// readMounts reads the mounts of the machine's first process.
func readMounts(r *openedRoot, live bool) *mounts {
	const name = "proc/1/mounts"
	if !live {
		return &mounts{why: estate.NotInInputBecause(noProc)}
	}
	text, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &mounts{why: estate.NotInInputBecause("the root has no /" + name)}
	}
	if err != nil {
		return &mounts{why: r.unread(name, err)}
	}
	m := &mounts{at: map[string]string{}, file: sourceOf(name)}
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		fields := strings.Fields(line)
		if len(fields) < 2 || !strings.HasPrefix(fields[0], "/") {
			continue // no device
		}
		device := withoutLinks(r, unescape.Replace(fields[0]))
		m.at[device] = unescape.Replace(fields[1])
		if loop := path.Base(device); strings.HasPrefix(loop, "loop") {
			// A partition of it, too, is on the file that the whole device is on.
			whole, _, _ := strings.Cut(strings.TrimPrefix(loop, "loop"), "p")
			if backing, err := r.read("sys/block/loop" + whole + "/loop/backing_file"); err == nil {
				m.at[withoutLinks(r, strings.TrimSpace(string(backing)))] = m.at[device]
			}
		}
	}
	return m
}

// of is where an image, or a partition of a device, is mounted. It is nil where it is nowhere.
func (m *mounts) of(r *openedRoot, name string) *estate.Value {
	if m.why != nil {
		return m.why
	}
	name = withoutLinks(r, name)
	candidates := []string{name}
	if path.Dir(name) == "dev" {
		parts, err := r.list("sys/block/" + path.Base(name))
		if err == nil {
			for _, part := range parts {
				if strings.HasPrefix(part, path.Base(name)) {
					candidates = append(candidates, "dev/"+part)
				}
			}
		}
	}
	for _, candidate := range candidates {
		if at, ok := m.at[candidate]; ok {
			v := estate.Text(at)
			v.Source = m.file
			return v
		}
	}
	return nil
}

// withoutLinks is a file's name from the root on, after links where it is there.
func withoutLinks(r *openedRoot, name string) string {
	if resolved, err := r.resolve(name); err == nil {
		return resolved
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}
