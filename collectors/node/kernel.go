package node

import (
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// What a root says where it has no live kernel, such as an image's.
const (
	noProc = "the root has no /proc/sys: proc is not mounted there"
	noSys  = "the root has no /sys/kernel: sysfs is not mounted there"
)

// sysctls are the settings that controls ask for. All but those of net belong to the whole machine.
func sysctls() []string {
	return []string{
		"fs.protected_fifos", "fs.protected_hardlinks", "fs.protected_regular", "fs.protected_symlinks", "fs.suid_dumpable",
		"kernel.dmesg_restrict", "kernel.kexec_load_disabled", "kernel.kptr_restrict", "kernel.modules_disabled",
		"kernel.perf_event_paranoid", "kernel.randomize_va_space", "kernel.sysrq", "kernel.unprivileged_bpf_disabled",
		"kernel.unprivileged_userns_clone", "kernel.yama.ptrace_scope",
		"net.bridge.bridge-nf-call-ip6tables", "net.bridge.bridge-nf-call-iptables",
		"net.ipv4.conf.all.route_localnet", "net.ipv4.conf.all.rp_filter", "net.ipv4.conf.default.rp_filter",
		"net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding",
		"user.max_user_namespaces", "vm.mmap_min_addr", "vm.overcommit_memory", "vm.unprivileged_userfaultfd",
	}
}

func kernel(r *openedRoot, proc, sys bool) *estate.Value {
	return estate.MapOf(
		estate.Item{Key: "release", Value: r.required(proc, noProc, "proc/sys/kernel/osrelease")},
		estate.Item{Key: "cmdline", Value: cmdline(r, proc)},
		estate.Item{Key: "lockdown", Value: lockdown(r)},
		estate.Item{Key: "lsm", Value: lsm(r)},
		estate.Item{Key: "selinux", Value: selinux(r)},
		estate.Item{Key: "sysctl", Value: sysctl(r, proc)},
		estate.Item{Key: "ksm", Value: ksm(r, sys)},
	)
}

// required reads a file that every live kernel has, so that its absence tells nothing.
func (r *openedRoot) required(mounted bool, why, name string) *estate.Value {
	if !mounted {
		return estate.NotInInputBecause(why)
	}
	if v := r.text(name); v != nil {
		return v
	}
	return estate.NotInInputBecause("the kernel has no /" + name)
}

// cmdline splits the kernel's command line into its words. Double quotes hold spaces together.
func cmdline(r *openedRoot, proc bool) *estate.Value {
	v := r.required(proc, noProc, "proc/cmdline")
	if v.Unknown() {
		return v
	}
	list := &estate.Value{Kind: estate.List, Source: v.Source, Line: 1, Column: 1}
	start, quoted := -1, false
	for i := 0; i <= len(v.Text); i++ {
		if i < len(v.Text) && (quoted || !isBlankOrEOL(v.Text[i])) {
			if start < 0 {
				start = i
			}
			if v.Text[i] == '"' {
				quoted = !quoted
			}
			continue
		}
		if start >= 0 {
			word := withoutSecret(v.Text[start:i])
			list.Items = append(list.Items, estate.Item{Value: &estate.Value{
				Kind: estate.String, Text: word, Source: v.Source, Line: 1, Column: int32(start + 1),
			}})
			start = -1
		}
	}
	return list
}

// withoutSecret hides the value of a parameter whose name says that it is secret. The word stays a text for policies.
func withoutSecret(word string) string {
	name, value, ok := strings.Cut(word, "=")
	if !ok || value == "" {
		return word
	}
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, "pw") {
		return name + "=<hidden>"
	}
	for _, part := range []string{"password", "passwd", "passphrase", "secret", "token", "credential"} {
		if strings.Contains(lower, part) {
			return name + "=<hidden>"
		}
	}
	return word
}

const securityfs = "sys/kernel/security"

// noSecurityfs explains why securityfs tells nothing, or returns nil where it is mounted.
func noSecurityfs(r *openedRoot) *estate.Value {
	names, err := r.list(securityfs)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0:
		return estate.NotInInputBecause("securityfs is not mounted at /" + securityfs + " of the root")
	case err != nil:
		return r.unread(securityfs, err)
	}
	return nil
}

// lockdown is the word in brackets of "[none] integrity confidentiality". A kernel built without it is as open as "none".
func lockdown(r *openedRoot) *estate.Value {
	const name = securityfs + "/lockdown"
	if why := noSecurityfs(r); why != nil {
		return why
	}
	v := r.text(name)
	if v == nil {
		none := estate.Text("none")
		none.Source = sourceOf(name)
		return none
	}
	if v.Unknown() {
		return v
	}
	if _, after, ok := strings.Cut(v.Text, "["); ok {
		if word, _, ok := strings.Cut(after, "]"); ok {
			v.Text = word
			return v
		}
	}
	return r.unread(name, errors.New("no word is in brackets"))
}

func lsm(r *openedRoot) *estate.Value {
	if why := noSecurityfs(r); why != nil {
		return why
	}
	v := r.required(true, noSys, securityfs+"/lsm")
	if v.Unknown() {
		return v
	}
	list := &estate.Value{Kind: estate.List, Source: v.Source, Line: 1, Column: 1}
	for module := range strings.SplitSeq(v.Text, ",") {
		if module != "" {
			list.Items = append(list.Items, estate.Item{Value: estate.Text(module)})
		}
	}
	return list
}

// selinux is nil where SELinux is not active, or selinuxfs is not mounted.
func selinux(r *openedRoot) *estate.Value {
	enforce := r.text("sys/fs/selinux/enforce")
	if enforce == nil {
		return nil
	}
	return estate.MapOf(estate.Item{Key: "enforce", Value: enforce})
}

func sysctl(r *openedRoot, proc bool) *estate.Value {
	if !proc {
		return estate.NotInInputBecause(noProc)
	}
	ownNetwork := seesMachinesNetwork(r)
	var items []estate.Item
	for _, key := range sysctls() {
		item := estate.Item{Key: key}
		if strings.HasPrefix(key, "net.") && !ownNetwork {
			item.Value = estate.NotInInputBecause("the kernel shows the network settings of the auditor's own network namespace, " +
				"which may not be the machine's: run in the host's network")
		} else {
			item.Value = r.text("proc/sys/" + strings.ReplaceAll(key, ".", "/"))
		}
		items = append(items, item)
	}
	return estate.MapOf(items...)
}

// seesMachinesNetwork says whether this process is known to share the network namespace of the machine's first process.
// /proc/sys/net shows the reader's, wherever that proc is mounted.
func seesMachinesNetwork(r *openedRoot) bool {
	own, err := r.dir.Readlink("proc/self/ns/net")
	if err != nil {
		return false
	}
	first, err := r.dir.Readlink("proc/1/ns/net")
	return err == nil && own == first
}

// ksm is nil in a kernel without same-page merging.
func ksm(r *openedRoot, sys bool) *estate.Value {
	if !sys {
		return estate.NotInInputBecause(noSys)
	}
	run := r.text("sys/kernel/mm/ksm/run")
	if run == nil {
		return nil
	}
	return estate.MapOf(estate.Item{Key: "run", Value: run})
}

const cpus = "sys/devices/system/cpu"

func cpu(r *openedRoot, sys bool) *estate.Value {
	vulnerabilities := estate.NotInInputBecause(noSys)
	if sys {
		vulnerabilities = r.texts(cpus + "/vulnerabilities")
		if vulnerabilities == nil || len(vulnerabilities.Items) == 0 && !vulnerabilities.Unknown() {
			vulnerabilities = estate.NotInInputBecause("the kernel does not tell its CPU's vulnerabilities in /" + cpus + "/vulnerabilities")
		}
	}
	var microcode *estate.Value
	if sys {
		microcode = r.text(cpus + "/cpu0/microcode/version")
	}
	return estate.MapOf(
		estate.Item{Key: "vulnerabilities", Value: vulnerabilities},
		estate.Item{Key: "smt", Value: r.required(sys, noSys, cpus+"/smt/control")},
		estate.Item{Key: "microcode", Value: microcode},
	)
}

// modules gives the parameters of those kernel modules that are there.
func modules(r *openedRoot, sys bool, names ...string) *estate.Value {
	if !sys || !r.exists("sys/module") {
		return estate.NotInInputBecause(noSys)
	}
	var items []estate.Item
	for _, name := range names {
		dir := path.Join("sys/module", name)
		if !r.exists(dir) {
			continue
		}
		parameters := r.texts(dir + "/parameters")
		if parameters == nil {
			parameters = estate.MapOf()
		}
		items = append(items, estate.Item{Key: name, Value: parameters})
	}
	return estate.MapOf(items...)
}

// iommu counts the IOMMU's groups. A kernel without any has no such directory.
func iommu(r *openedRoot, sys bool) *estate.Value {
	if !sys {
		return estate.NotInInputBecause(noSys)
	}
	const dir = "sys/kernel/iommu_groups"
	names, err := r.list(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return estate.MapOf(estate.Item{Key: "groups", Value: r.unread(dir, err)})
	}
	groups := &estate.Value{Kind: estate.Number, Text: strconv.Itoa(len(names)), Source: sourceOf(dir)}
	return estate.MapOf(estate.Item{Key: "groups", Value: groups})
}

// swaps lists the areas that the machine swaps to. A kernel without swapping has no such file.
func swaps(r *openedRoot, proc bool) *estate.Value {
	const name = "proc/swaps"
	if !proc {
		return estate.NotInInputBecause(noProc)
	}
	text, err := r.read(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r.unread(name, err)
	}
	source := sourceOf(name)
	list := &estate.Value{Kind: estate.List, Source: source}
	line := int32(0)
	for row := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		line++
		fields := strings.Fields(row)
		if line == 1 || len(fields) < 2 { // the header
			continue
		}
		device := estate.Text(fields[0])
		device.Source, device.Line, device.Column = source, line, 1
		list.Items = append(list.Items, estate.Item{Value: estate.MapOf(
			estate.Item{Key: "device", Value: device},
			estate.Item{Key: "type", Value: estate.Text(fields[1])},
			estate.Item{Key: "mapper", Value: mapper(r, fields[0])},
		)})
	}
	return list
}

// mapper is the first part of a device-mapper device's UUID ("CRYPT", "LVM"): what kind of mapping it is.
func mapper(r *openedRoot, device string) *estate.Value {
	if !strings.HasPrefix(path.Base(device), "dm-") {
		return nil
	}
	v := r.text(path.Join("sys/block", path.Base(device), "dm/uuid"))
	if v != nil && !v.Unknown() {
		v.Text, _, _ = strings.Cut(v.Text, "-")
	}
	return v
}

// productUUID is nil on a machine without DMI.
func productUUID(r *openedRoot, sys bool) *estate.Value {
	if !sys {
		return estate.NotInInputBecause(noSys)
	}
	return r.text("sys/class/dmi/id/product_uuid")
}
