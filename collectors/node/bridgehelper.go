package node

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"

	"bulkhead/audit/estate"
)

// bridgeHelpers are where distributions put the program with which users without rights put guests on the host's bridges.
func bridgeHelpers() []string {
	return []string{"usr/lib/qemu/qemu-bridge-helper", "usr/libexec/qemu-bridge-helper"}
}

// bridgeHelper describes QEMU's bridge helper: {path, privileged, mode, allows, denies}. It is nil where there is none.
func bridgeHelper(r *openedRoot) *estate.Value {
	for _, name := range bridgeHelpers() {
		info, err := r.stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return r.unread(name, err)
		}
		rules, unread := bridgeRules(r)
		if unread != nil {
			return unread
		}
		mode := estate.Text(octal(info.Mode()))
		mode.Source = sourceOf(name)
		return estate.MapOf(
			estate.Item{Key: "path", Value: estate.Text("/" + name)},
			estate.Item{Key: "mode", Value: mode},
			estate.Item{Key: "privileged", Value: privileged(r, name, info)},
			estate.Item{Key: "allows", Value: rules.allows},
			estate.Item{Key: "denies", Value: rules.denies},
		)
	}
	return nil
}

// privileged says that a program gets rights of root whoever starts it: by its owner and mode, or by capabilities of the file.
func privileged(r *openedRoot, name string, info fs.FileInfo) *estate.Value {
	owner, ok := info.Sys().(*syscall.Stat_t)
	if info.Mode()&fs.ModeSetuid != 0 && ok && owner.Uid == 0 {
		return estate.Bool(true)
	}
	resolved, err := r.resolve(name)
	if err != nil {
		return r.unread(name, err)
	}
	f, err := r.dir.OpenFile(resolved, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return r.unread(name, err)
	}
	defer f.Close()
	_, err = syscall.Getxattr(fmt.Sprintf("/proc/self/fd/%d", f.Fd()), "security.capability", nil)
	switch {
	case err == nil:
		return estate.Bool(true)
	case errors.Is(err, syscall.ENODATA) || errors.Is(err, syscall.ENOTSUP):
		return estate.Bool(false)
	}
	return estate.NotInInputBecause("the auditor cannot read the capabilities of /" + name)
}

// bridgeList are the bridges that the helper's configuration names, "all" for all.
type bridgeList struct{ allows, denies *estate.Value }

// bridgeRules reads the helper's configuration. Its order does not matter: what is denied anywhere is denied. A word that is no command makes
// the helper refuse everything.
func bridgeRules(r *openedRoot) (*bridgeList, *estate.Value) {
	list := &bridgeList{estate.ListOf(), estate.ListOf()}
	for _, name := range []string{"etc/qemu/bridge.conf", "etc/qemu-kvm/bridge.conf"} {
		if !r.exists(name) {
			continue
		}
		refused, err := list.read(r, name, 0)
		if err != nil {
			return nil, r.unread(name, err)
		}
		if refused {
			return &bridgeList{estate.ListOf(), estate.ListOf()}, nil
		}
		break
	}
	return list, nil
}

// read adds one file's rules. What it includes and does not exist, or is wrong from some line on, is left out from there, as the helper does.
func (l *bridgeList) read(r *openedRoot, name string, depth int) (refused bool, err error) {
	const deepest = 8
	if depth > deepest {
		return false, errors.New("includes too many files in each other")
	}
	text, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	source := sourceOf(name)
	number := 0
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		command, argument := line, ""
		if i := strings.IndexAny(line, " \t"); i >= 0 {
			command, argument = line[:i], strings.TrimSpace(line[i:])
		}
		rule := place{argument, source, number}
		switch command {
		case "allow":
			l.allows.Items = append(l.allows.Items, estate.Item{Value: rule.value()})
		case "deny":
			l.denies.Items = append(l.denies.Items, estate.Item{Value: rule.value()})
		case "include":
			if path.IsAbs(argument) {
				if _, err := l.read(r, argument, depth+1); err != nil {
					return false, err
				}
			}
		default:
			return true, nil
		}
		if len(l.allows.Items)+len(l.denies.Items) > entryLimit {
			return false, errors.New("more than " + strconv.Itoa(entryLimit) + " rules")
		}
	}
	return false, nil
}
