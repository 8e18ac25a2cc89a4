package node

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"syscall"
	"unicode/utf8"

	"bulkhead/audit/estate"
)

// fileFinder collects the files of Kubernetes on a machine, each once: the first role counts.
type fileFinder struct {
	r     *openedRoot
	list  *estate.Value
	seen  map[string]bool
	names *accounts
}

// kubernetesFiles lists the files that Kubernetes' parts on the machine are configured by, with who may do what with them. It is nil
// where there are none.
func kubernetesFiles(r *openedRoot, kubelet, controlPlane *estate.Value) *estate.Value {
	f := &fileFinder{r: r, list: estate.ListOf(), seen: map[string]bool{}, names: readAccounts(r)}
	f.kubelet(kubelet)
	f.manifests(kubelet)
	f.controlPlane(controlPlane)
	for _, known := range knownFiles() {
		f.add(known.role, known.path)
	}
	for _, dir := range []string{"/etc/cni/net.d", "/var/lib/rancher/k3s/agent/etc/cni/net.d"} {
		f.below("cni", dir, 1)
	}
	for _, dir := range []string{"/etc/kubernetes/pki", "/var/lib/rancher/k3s/server/tls", "/var/lib/rancher/rke2/server/tls"} {
		f.add("pki", dir)
		f.below("pki", dir, 4)
	}
	if len(f.list.Items) == 0 {
		return nil
	}
	return f.list
}

// knownFiles are where kubeadm, k3s and RKE2 put what no flag names.
func knownFiles() []struct{ role, path string } {
	const k3s, rke2 = "/var/lib/rancher/k3s", "/var/lib/rancher/rke2"
	return []struct{ role, path string }{
		{"kubeconfig", "/etc/kubernetes/admin.conf"},
		{"kubeconfig", "/etc/kubernetes/super-admin.conf"},
		{"kubeconfig", "/etc/kubernetes/scheduler.conf"},
		{"kubeconfig", "/etc/kubernetes/controller-manager.conf"},
		{"kubeconfig", "/etc/kubernetes/kubelet.conf"},
		{"kubeconfig", "/etc/kubernetes/bootstrap-kubelet.conf"},
		{"kubeconfig", "/etc/rancher/k3s/k3s.yaml"},
		{"kubeconfig", k3s + "/server/cred/admin.kubeconfig"},
		{"kubeconfig", k3s + "/server/cred/scheduler.kubeconfig"},
		{"kubeconfig", k3s + "/server/cred/controller.kubeconfig"},
		{"kubeconfig", k3s + "/agent/kubelet.kubeconfig"},
		{"kubeconfig", k3s + "/agent/kubeproxy.kubeconfig"},
		{"kubeconfig", "/etc/rancher/rke2/rke2.yaml"},
		{"kubeconfig", rke2 + "/server/cred/admin.kubeconfig"},
		{"kubeconfig", rke2 + "/server/cred/scheduler.kubeconfig"},
		{"kubeconfig", rke2 + "/server/cred/controller.kubeconfig"},
		{"kubeconfig", rke2 + "/agent/kubelet.kubeconfig"},
		{"kubeconfig", rke2 + "/agent/kubeproxy.kubeconfig"},
		{"etcd-data", "/var/lib/etcd"},
		{"etcd-data", k3s + "/server/db/etcd"},
		{"etcd-data", rke2 + "/server/db/etcd"},
	}
}

// kubelet adds what the kubelet's unit and arguments name.
func (f *fileFinder) kubelet(kubelet *estate.Value) {
	for _, dir := range unitDirs() {
		f.add("kubelet-unit", "/"+path.Join(dir, "kubelet.service"))
		f.below("kubelet-unit", "/"+path.Join(dir, "kubelet.service.d"), 1)
	}
	if kubelet == nil {
		return
	}
	var words []place
	for _, item := range kubelet.Get("args").Elements() {
		words = append(words, place{text: item.Value.Str()})
	}
	f.add("kubelet-config", flagValue(words, "config"))
	f.add("kubelet-config", kubeletConfig)
	f.add("kubeconfig", flagValue(words, "kubeconfig"))
	f.add("kubeconfig", flagValue(words, "bootstrap-kubeconfig"))
	f.add("certificate", flagValue(words, "client-ca-file"))
	f.add("certificate", kubelet.At("config", "authentication", "x509", "clientCAFile").Str())
}

func (f *fileFinder) manifests(kubelet *estate.Value) {
	for _, dir := range manifestDirs(kubelet) {
		f.below("manifest", dir, 1)
	}
}

// controlPlane adds what the control plane's flags name, as far as the machine has it at the same place.
func (f *fileFinder) controlPlane(controlPlane *estate.Value) {
	for _, c := range controlPlane.Get("containers").Elements() {
		if len(c.Value.Get("volumeMounts").Elements()) > 0 {
			continue // its paths are the container's; the usual ones are looked at anyway
		}
		var words []place
		for _, item := range c.Value.Get("command").Elements() {
			words = append(words, place{text: item.Value.Str()})
		}
		f.add("kubeconfig", flagValue(words, "kubeconfig"))
		f.add("etcd-data", flagValue(words, "data-dir"))
	}
}

// below adds the files in a directory, and so many levels below it.
func (f *fileFinder) below(role, dir string, levels int) {
	names, err := f.r.list(dir)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDirectory) {
			f.unread(role, dir, err)
		}
		return
	}
	for _, name := range names {
		file := path.Join(dir, name)
		info, err := f.r.stat(file)
		switch {
		case err == nil && info.IsDir() && levels > 1:
			f.below(role, file, levels-1)
		case err == nil && info.IsDir() || !utf8.ValidString(name):
		default:
			f.add(roleBelow(role, name), file)
		}
	}
}

// roleBelow tells certificates from keys in a directory of both.
func roleBelow(role, name string) string {
	switch {
	case role != "pki":
		return role
	case path.Ext(name) == ".key":
		return "key"
	default:
		return "certificate"
	}
}

// add describes a file that is there. Links are followed: what they lead to counts.
func (f *fileFinder) add(role, name string) {
	if !path.IsAbs(name) || f.seen[name] {
		return
	}
	info, err := f.r.stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		f.unread(role, name, err)
		return
	}
	f.seen[name] = true
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return
	}
	mode := info.Mode().Perm()
	v := estate.MapOf(
		estate.Item{Key: "path", Value: estate.Text(name)},
		estate.Item{Key: "role", Value: estate.Text(role)},
		estate.Item{Key: "mode", Value: estate.Text(fmt.Sprintf("%04o", mode))},
		estate.Item{Key: "user", Value: estate.Text(f.names.user(owner.Uid))},
		estate.Item{Key: "group", Value: estate.Text(f.names.group(owner.Gid))},
		estate.Item{Key: "shielded", Value: estate.Bool(f.shielded(name))},
	)
	v.Source = sourceOf(name)
	f.list.Items = append(f.list.Items, estate.Item{Value: v})
}

func (f *fileFinder) unread(role, name string, err error) {
	f.seen[name] = true
	why := f.r.unread(name, err)
	v := estate.MapOf(
		estate.Item{Key: "path", Value: estate.Text(name)}, estate.Item{Key: "role", Value: estate.Text(role)},
		estate.Item{Key: "mode", Value: why}, estate.Item{Key: "user", Value: why}, estate.Item{Key: "group", Value: why},
		estate.Item{Key: "shielded", Value: why},
	)
	v.Source = sourceOf(name)
	f.list.Items = append(f.list.Items, estate.Item{Value: v})
}

// shielded says that a directory above the file lets nobody through but root: then the file's own mode opens nothing to others.
func (f *fileFinder) shielded(name string) bool {
	resolved, err := f.r.resolve(name)
	if err != nil {
		return false
	}
	for dir := path.Dir(resolved); dir != "." && dir != "/"; dir = path.Dir(dir) {
		info, err := f.r.dir.Lstat(dir)
		if err != nil {
			return false
		}
		if owner, ok := info.Sys().(*syscall.Stat_t); ok && info.Mode().Perm()&0o011 == 0 && owner.Uid == 0 {
			return true
		}
	}
	return false
}

// accounts are the names of a machine's users and groups.
type accounts struct{ users, groups map[uint32]string }

func readAccounts(r *openedRoot) *accounts {
	return &accounts{readNames(r, "etc/passwd"), readNames(r, "etc/group")}
}

// readNames reads lines of NAME:x:NUMBER. Of several names the first counts. A file that can't be read leaves numbers.
func readNames(r *openedRoot, file string) map[uint32]string {
	names := map[uint32]string{0: "root"}
	text, err := r.read(file)
	if err != nil {
		return names
	}
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "\uFFFD")) {
		fields := strings.Split(strings.TrimSpace(line), ":")
		if len(fields) < 3 || fields[0] == "" {
			continue
		}
		number, err := strconv.ParseUint(fields[2], 10, 32)
		if err == nil && names[uint32(number)] == "" {
			names[uint32(number)] = fields[0]
		}
	}
	return names
}

func (a *accounts) user(id uint32) string { return nameOr(a.users, id) }

func (a *accounts) group(id uint32) string { return nameOr(a.groups, id) }

func nameOr(names map[uint32]string, id uint32) string {
	if name := names[id]; name != "" {
		return name
	}
	return strconv.FormatUint(uint64(id), 10)
}
