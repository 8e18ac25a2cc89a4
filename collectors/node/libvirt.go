package node

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

const (
	libvirtEtc = "etc/libvirt"
	libvirtRun = "run/libvirt"
)

// libvirt is nil where the machine has neither libvirt's configuration nor one of its daemons.
func libvirt(r *openedRoot, live bool, now time.Time) *estate.Value {
	daemon := regexp.MustCompile(`^(libvirtd|` + modular + `|virtlogd|virtlockd)(-(ro|admin|tcp|tls))?\.(service|socket)$`)
	units := readUnits(r, daemon.MatchString)
	installed := daemons(r, units)
	names, err := r.list(libvirtEtc)
	if errors.Is(err, fs.ErrNotExist) && len(units.all) == 0 && !installed.Get("monolithic").IsTrue() && !installed.Get("modular").IsTrue() {
		return nil
	}
	v := estate.MapOf()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		v.Items = append(v.Items, unreadConfigurations(r.unread(libvirtEtc, err))...)
	}
	for _, name := range names {
		if path.Ext(name) == ".conf" && utf8.ValidString(name) {
			v.Items = append(v.Items, estate.Item{Key: name, Value: configuration(r, path.Join(libvirtEtc, name))})
		}
	}
	rules := polkitRules(r)
	v.Items = append(v.Items,
		estate.Item{Key: "units", Value: unitsValue(r, units)},
		estate.Item{Key: "daemons", Value: installed},
		estate.Item{Key: "sockets", Value: sockets(r, live)},
		estate.Item{Key: "files", Value: guarded(r, live)},
		estate.Item{Key: "certificates", Value: certificates(r, now)},
		estate.Item{Key: "polkit", Value: rules},
		estate.Item{Key: "groups", Value: groups(r, rules)},
		estate.Item{Key: "sasl", Value: sasl(r)},
		estate.Item{Key: "bridgeHelper", Value: bridgeHelper(r)},
		estate.Item{Key: "apparmor", Value: apparmorRules(r)},
	)
	return v
}

// unreadConfigurations stands for the files of a directory that cannot be listed.
func unreadConfigurations(why *estate.Value) []estate.Item {
	var items []estate.Item
	for _, name := range []string{"qemu.conf", "libvirtd.conf", "virtqemud.conf", "virtproxyd.conf", "virtlogd.conf"} {
		items = append(items, estate.Item{Key: name, Value: why})
	}
	return items
}

// configuration reads one of libvirt's files. Passwords are taken out.
func configuration(r *openedRoot, name string) *estate.Value {
	text, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) { // a dangling link
		return nil
	}
	if err != nil {
		return r.unread(name, err)
	}
	v, err := parseConf(text, sourceOf(name))
	if err != nil {
		return r.unread(name, err)
	}
	for i, item := range v.Items {
		if strings.HasSuffix(item.Key, "password") {
			secret := redact.Literal(item.Value.Text)
			secret.Source, secret.Line, secret.Column = item.Value.Source, item.Value.Line, item.Value.Column
			v.Items[i].Value = secret
		}
	}
	return v
}

// modular are the daemons that replace libvirtd, one for each driver.
const modular = `virt(qemu|proxy|network|nodedev|nwfilter|secret|storage|interface|lxc|xen|vbox|ch|bhyve|vz)d`

// daemons says which kinds of daemons are installed, by their units and programs.
func daemons(r *openedRoot, units *unitSet) *estate.Value {
	has := func(name string) *estate.Value {
		found := units.all[name+".service"] != nil
		for _, dir := range []string{"usr/sbin", "usr/bin", "usr/local/sbin", "sbin"} {
			found = found || r.exists(path.Join(dir, name))
		}
		return estate.Bool(found)
	}
	return estate.MapOf(
		estate.Item{Key: "monolithic", Value: has("libvirtd")},
		estate.Item{Key: "modular", Value: has("virtqemud")},
	)
}

func unitsValue(r *openedRoot, units *unitSet) *estate.Value {
	if units.unread != nil {
		return units.unread
	}
	if !units.any {
		return estate.NotInInputBecause("the root has no systemd units, so how the daemons start is not known")
	}
	started := units.started()
	var items []estate.Item
	for _, name := range slices.Sorted(maps.Keys(units.all)) {
		items = append(items, estate.Item{Key: name, Value: unitValue(r, units.all[name], started[name])})
	}
	return estate.MapOf(items...)
}

func unitValue(r *openedRoot, u *unit, enabled bool) *estate.Value {
	if u.unread != nil {
		return u.unread
	}
	v := estate.MapOf(estate.Item{Key: "enabled", Value: estate.Bool(enabled)})
	v.Source = sourceOf(u.file)
	if u.masked {
		v.Items = append(v.Items, estate.Item{Key: "masked", Value: estate.Bool(true)})
		return v
	}
	if path.Ext(u.name) == ".service" {
		v.Items = append(v.Items, estate.Item{Key: "args", Value: daemonArguments(u.command(r))})
		return v
	}
	listen := estate.ListOf()
	for _, stream := range u.list("Socket", "ListenStream") {
		stream.text = strings.ReplaceAll(stream.text, "%t", "/run")
		listen.Items = append(listen.Items, estate.Item{Value: stream.value()})
	}
	v.Items = append(v.Items,
		estate.Item{Key: "listen", Value: listen},
		estate.Item{Key: "mode", Value: socketMode(u)},
	)
	if owner, ok := u.last("Socket", "SocketUser"); ok {
		v.Items = append(v.Items, estate.Item{Key: "user", Value: owner.value()})
	}
	if group, ok := u.last("Socket", "SocketGroup"); ok {
		v.Items = append(v.Items, estate.Item{Key: "group", Value: group.value()})
	}
	return v
}

// socketMode is four octal digits. systemd's own default is 0666.
func socketMode(u *unit) *estate.Value {
	mode, ok := u.last("Socket", "SocketMode")
	if !ok {
		return estate.Text("0666")
	}
	if bits, err := strconv.ParseUint(mode.text, 8, 12); err == nil {
		mode.text = fmt.Sprintf("%04o", bits)
	}
	return mode.value()
}

// sockets gives the modes of the sockets that the daemons, or systemd for them, hold open.
func sockets(r *openedRoot, live bool) *estate.Value {
	names, err := r.list(libvirtRun)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r.unread(libvirtRun, err)
	}
	v := estate.MapOf()
	for _, name := range names {
		file := path.Join(libvirtRun, name)
		info, err := r.stat(file)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSocket == 0 || !utf8.ValidString(name) {
			continue
		}
		var mode *estate.Value
		if err != nil {
			mode = r.unread(file, err)
		} else {
			mode = estate.Text(octal(info.Mode()))
			mode.Source = sourceOf(file)
		}
		v.Items = append(v.Items, estate.Item{Key: "/" + file, Value: mode})
	}
	if !live && len(v.Items) == 0 {
		return estate.NotInInputBecause("the root is of no running machine, so its sockets in /" + libvirtRun + " are not known")
	}
	return v
}
