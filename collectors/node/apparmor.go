package node

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// apparmorRules lists the rules that the host's own files add to the profiles of guests: texts in one line each, without comments. What
// packages ship in the abstraction itself is not among them. It is nil where there are none.
func apparmorRules(r *openedRoot) *estate.Value {
	const apparmor = "etc/apparmor.d/"
	files := []string{apparmor + "local/abstractions/libvirt-qemu", apparmor + "local/abstractions/libvirt-lxc", apparmor + "libvirt/TEMPLATE.qemu", apparmor + "libvirt/TEMPLATE.lxc"}
	list := estate.ListOf()
	for _, dir := range []string{apparmor + "abstractions/libvirt-qemu.d", apparmor + "abstractions/libvirt-lxc.d"} {
		names, err := r.list(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return r.unread(dir, err)
		}
		for _, name := range names {
			if utf8.ValidString(name) {
				files = append(files, path.Join(dir, name))
			}
		}
	}
	for _, file := range files {
		text, err := r.read(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			list.Items = append(list.Items, estate.Item{Value: r.unread(file, err)})
			continue
		}
		source, number := sourceOf(file), 0
		for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
			number++
			rule, _, _ := strings.Cut(line, "#")
			if rule = strings.Join(strings.Fields(rule), " "); rule != "" && rule != "}" && len(list.Items) < entryLimit {
				list.Items = append(list.Items, estate.Item{Value: place{rule, source, number}.value()})
			}
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return list
}
