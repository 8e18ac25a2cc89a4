package node

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// guarded lists the files whose owners and modes decide who is root on the host or has its secrets, with what they are.
func guarded(r *openedRoot, live bool) *estate.Value {
	list := estate.ListOf()
	add := func(what, name string) {
		if v := ownership(r, what, name); v != nil {
			list.Items = append(list.Items, estate.Item{Value: v})
		}
	}
	each := func(what, dir string, wanted func(name string) bool) {
		names, err := r.list(dir)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDirectory) {
			return
		}
		if err != nil {
			list.Items = append(list.Items, estate.Item{Value: r.unread(dir, err)})
		}
		for _, name := range names {
			if wanted(name) && utf8.ValidString(name) {
				add(what, path.Join(dir, name))
			}
		}
	}
	all := func(string) bool { return true }
	add("hooks", libvirtEtc+"/hooks")
	each("hook", libvirtEtc+"/hooks", all)
	for _, driver := range []string{"bhyve", "daemon", "libxl", "lxc", "network", "qemu"} {
		each("hook", libvirtEtc+"/hooks/"+driver+".d", all)
	}
	add("configuration", libvirtEtc+"/qemu.conf")
	add("secrets", libvirtEtc+"/secrets")
	add("passwords", libvirtEtc+"/passwd.db")
	add("passwords", libvirtEtc+"/krb5.tab")
	for _, dir := range certificateDirs() {
		each("key", dir, isKey)
	}
	list.Items = append(list.Items, ownFiles(r, live)...)
	return list
}

// ownership is {path, what, mode, uid, gid} of a file, after links, or nil where there is none.
func ownership(r *openedRoot, what, name string) *estate.Value {
	info, err := r.stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return r.unread(name, err)
	}
	mode := estate.Text(octal(info.Mode()))
	mode.Source = sourceOf(name)
	v := estate.MapOf(
		estate.Item{Key: "path", Value: estate.Text("/" + name)},
		estate.Item{Key: "what", Value: estate.Text(what)},
		estate.Item{Key: "mode", Value: mode},
	)
	if of, ok := info.Sys().(*syscall.Stat_t); ok {
		v.Items = append(v.Items,
			estate.Item{Key: "uid", Value: estate.Text(strconv.FormatUint(uint64(of.Uid), 10))},
			estate.Item{Key: "gid", Value: estate.Text(strconv.FormatUint(uint64(of.Gid), 10))},
		)
	}
	return v
}

// octal is a mode's nine bits as four digits.
func octal(mode fs.FileMode) string {
	digits := strconv.FormatUint(uint64(mode.Perm()), 8)
	return strings.Repeat("0", 4-len(digits)) + digits
}

// manage is polkit's action of libvirt's whole API: who may do it is root on the host.
const manage = "org.libvirt.unix.manage"

// polkitRules lists the rules files that let users manage libvirt without being asked: {file, groups}. Groups are those that such
// a file names, none where it asks for something else. Rules are programs: what a file grants is told by the words in it.
func polkitRules(r *openedRoot) *estate.Value {
	list := estate.ListOf()
	inGroup := regexp.MustCompile(`isInGroup\(\s*["']([A-Za-z0-9_.@-]+)["']\s*\)`)
	for _, dir := range []string{"etc/polkit-1/rules.d", "run/polkit-1/rules.d", "usr/local/share/polkit-1/rules.d", "usr/share/polkit-1/rules.d"} {
		names, err := r.list(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return r.unread(dir, err)
		}
		for _, name := range names {
			if path.Ext(name) != ".rules" || !utf8.ValidString(name) {
				continue
			}
			file := path.Join(dir, name)
			text, err := r.read(file)
			if err != nil {
				list.Items = append(list.Items, estate.Item{Value: r.unread(file, err)})
				continue
			}
			code := withoutComments(strings.ToValidUTF8(string(text), "\uFFFD"))
			if !strings.Contains(code, manage) || !strings.Contains(code, "Result.YES") && !strings.Contains(code, `"yes"`) {
				continue
			}
			var groups []string
			for _, found := range inGroup.FindAllStringSubmatch(code, -1) {
				if !slices.Contains(groups, found[1]) {
					groups = append(groups, found[1])
				}
			}
			rule := estate.MapOf(
				estate.Item{Key: "file", Value: estate.Text("/" + file)},
				estate.Item{Key: "groups", Value: estate.Texts(groups...)},
			)
			rule.Source = sourceOf(file)
			list.Items = append(list.Items, estate.Item{Value: rule})
		}
	}
	return list
}

// withoutComments takes JavaScript's comments out.
func withoutComments(code string) string {
	return regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`).ReplaceAllString(code, "")
}

// groups gives the members of the groups that the polkit rules name, and of libvirt's own. A user whose first group it is
// counts, too. Nil without /etc/group.
func groups(r *openedRoot, rules *estate.Value) *estate.Value {
	const groupFile, passwdFile = "etc/group", "etc/passwd"
	wanted := []string{"kvm", "libvirt", "libvirt-qemu", "qemu"}
	for _, rule := range rules.Elements() {
		for _, group := range rule.Value.Get("groups").Elements() {
			wanted = append(wanted, group.Value.Str())
		}
	}
	text, err := r.read(groupFile)
	if errors.Is(err, fs.ErrNotExist) {
		return estate.NotInInputBecause("the root has no /" + groupFile)
	}
	if err != nil {
		return r.unread(groupFile, err)
	}
	users, err := r.read(passwdFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r.unread(passwdFile, err)
	}
	const passwdFields, groupFields = 7, 4
	first := map[string][]string{}
	for line := range strings.Lines(strings.ToValidUTF8(string(users), "\uFFFD")) {
		if fields := strings.Split(strings.TrimSpace(line), ":"); len(fields) == passwdFields {
			first[fields[3]] = append(first[fields[3]], fields[0])
		}
	}
	v := estate.MapOf()
	number := int32(0)
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		number++
		fields := strings.Split(strings.TrimSpace(line), ":")
		if len(fields) != groupFields || !slices.Contains(wanted, fields[0]) || v.Get(fields[0]) != nil {
			continue
		}
		members := strings.FieldsFunc(fields[3], func(c rune) bool { return c == ',' })
		members = append(members, first[fields[2]]...)
		slices.Sort(members)
		list := estate.Texts(slices.Compact(members)...)
		list.Source, list.Line = sourceOf(groupFile), number
		v.Items = append(v.Items, estate.Item{Key: fields[0], Value: list})
	}
	return v
}

// sasl gives the mechanisms that libvirt's SASL configuration allows; absent where it names none, and then all that are installed
// count. Nil without the file.
func sasl(r *openedRoot) *estate.Value {
	const name = "etc/sasl2/libvirt.conf"
	text, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return r.unread(name, err)
	}
	v := estate.MapOf()
	number := int32(0)
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		number++
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || key != "mech_list" {
			continue
		}
		list := estate.Texts(strings.FieldsFunc(strings.ToLower(value), func(c rune) bool { return c == ' ' || c == '\t' || c == ',' })...)
		list.Source, list.Line = sourceOf(name), number
		v.Items = []estate.Item{{Key: "mech_list", Value: list}}
	}
	return v
}
