package node

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// controlPlane finds the control plane's programs on the machine: the containers of static pods, then what runs without one, then
// what a unit would start. It is nil where there is none. Secrets are taken out by the caller, as of a pod.
func controlPlane(r *openedRoot, kubelet *estate.Value) *estate.Value {
	containers := estate.ListOf()
	found := map[string]bool{}
	add := func(program string, container *estate.Value) {
		if container != nil && !found[program] {
			found[program] = true
			containers.Items = append(containers.Items, estate.Item{Value: container})
		}
	}
	var unread *estate.Value
	for _, dir := range manifestDirs(kubelet) {
		pods, why := staticPods(r, dir)
		if why != nil {
			unread = why
		}
		for _, pod := range pods {
			for _, c := range pod.At("spec", "containers").Elements() {
				if program := redact.Component(c.Value); program != "" {
					located := *c.Value
					located.Source = pod.Source // it stands below the machine now
					add(program, withFiles(r, program, &located, pod))
				}
			}
		}
	}
	running, why := processes(r, isControlPlane)
	if why != nil {
		unread = why
	}
	for _, program := range controlPlanePrograms() {
		if c := running[program]; c != nil {
			words := c.words
			if program == "etcd" {
				words = withEnvironment(words, processEnvironment(r, c.pid))
			}
			add(program, withFiles(r, program, asContainer(program, words), nil))
		}
	}
	units := readUnits(r, func(name string) bool { return isControlPlane(strings.TrimSuffix(name, ".service")) })
	started := units.started()
	for _, program := range controlPlanePrograms() {
		u := units.all[program+".service"]
		if u == nil || u.masked || !started[u.name] {
			continue
		}
		add(program, unitContainer(r, program, u))
	}
	if r.exists(k3sServer) {
		options := readK3sOptions(r)
		for _, program := range controlPlanePrograms() {
			add(program, insideK3s(program, options))
		}
	}
	if unread != nil {
		return unread
	}
	if len(containers.Items) == 0 {
		return nil
	}
	return estate.MapOf(estate.Item{Key: "containers", Value: containers})
}

func controlPlanePrograms() []string {
	return []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kube-proxy"}
}

func isControlPlane(program string) bool { return slices.Contains(controlPlanePrograms(), program) }

// manifestDirs are where kubelets read static pods: as configured, and where kubeadm and RKE2 have them.
func manifestDirs(kubelet *estate.Value) []string {
	dirs := []string{"/etc/kubernetes/manifests", "/var/lib/rancher/rke2/agent/pod-manifests"}
	if dir := kubelet.At("config", "staticPodPath").Str(); dir != "" && !slices.Contains(dirs, path.Clean(dir)) {
		dirs = append(dirs, path.Clean(dir))
	}
	return dirs
}

// staticPods reads the pods in a directory of manifests. The kubelet reads every file whose name does not begin with a dot.
func staticPods(r *openedRoot, dir string) (pods []*estate.Value, unread *estate.Value) {
	names, err := r.list(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, r.unread(dir, err)
	}
	for _, name := range names {
		file := path.Join(dir, name)
		if info, err := r.stat(file); strings.HasPrefix(name, ".") || err == nil && info.IsDir() {
			continue
		}
		text, err := r.read(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			var pod *estate.Value
			if pod, err = parseYAML(text, sourceOf(file)); err == nil {
				pods = append(pods, pod)
			}
		}
		if err != nil {
			unread = r.unread(file, err)
		}
	}
	return pods, unread
}

// unitContainer is what a systemd unit runs, in the shape of a container.
func unitContainer(r *openedRoot, program string, u *unit) *estate.Value {
	words, unread := u.command(r)
	if u.unread != nil {
		unread = u.unread
	}
	if unread != nil {
		return estate.MapOf(estate.Item{Key: "name", Value: estate.Text(program)},
			estate.Item{Key: "command", Value: estate.ListOf(estate.Text(program), unread)})
	}
	words = append([]place{{program, sourceOf(u.file), 0}}, words...)
	if program == "etcd" {
		variables, unread := u.environment(r)
		if unread != nil {
			return estate.MapOf(estate.Item{Key: "name", Value: estate.Text(program)},
				estate.Item{Key: "command", Value: estate.ListOf(estate.Text(program), unread)})
		}
		words = withEnvironment(words, variables)
	}
	return withFiles(r, program, asContainer(program, words), nil)
}

// asContainer gives a command line the shape of a container.
func asContainer(program string, words []place) *estate.Value {
	command := estate.ListOf(estate.Text(program))
	for _, word := range words[1:] {
		command.Items = append(command.Items, estate.Item{Value: word.value()})
	}
	v := estate.MapOf(estate.Item{Key: "name", Value: estate.Text(program)}, estate.Item{Key: "command", Value: command})
	v.Source, v.Line, v.Column = words[0].source, int32(words[0].line), 1
	return v
}

// withEnvironment puts etcd's variables before its flags, which overrule them: ETCD_DATA_DIR is --data-dir.
func withEnvironment(words []place, variables map[string]place) []place {
	all := []place{words[0]}
	for _, name := range sortedNames(variables) {
		flag, ok := strings.CutPrefix(name, "ETCD_")
		if !ok {
			continue
		}
		at := variables[name]
		at.text = "--" + strings.ToLower(strings.ReplaceAll(flag, "_", "-")) + "=" + at.text
		all = append(all, at)
	}
	return append(all, words[1:]...)
}

func sortedNames(variables map[string]place) []string {
	var names []string
	for name := range variables {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// processEnvironment is what a process was started with. Where it can't be read its variables count as none: then its flags say all.
func processEnvironment(r *openedRoot, pid string) map[string]place {
	file := "proc/" + pid + "/environ"
	text, err := r.read(file)
	if err != nil {
		return nil
	}
	all := map[string]place{}
	for _, variable := range strings.Split(strings.ToValidUTF8(string(text), "\uFFFD"), "\x00") {
		if name, value, ok := strings.Cut(variable, "="); ok {
			all[name] = place{value, sourceOf(file), 1}
		}
	}
	return all
}
