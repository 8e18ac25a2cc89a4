package node

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// kubeletConfig is where kubeadm puts the kubelet's configuration, and names it by --config.
const kubeletConfig = "/var/lib/kubelet/config.yaml"

// kubelet is nil where the machine has neither a running kubelet, nor its unit, nor its configuration. What runs counts before what
// the unit says, for that may have changed since.
func kubelet(r *openedRoot) *estate.Value {
	running, unread := processes(r, func(program string) bool { return program == "kubelet" })
	units := readUnits(r, func(name string) bool { return name == "kubelet.service" })
	unit := units.all["kubelet.service"]
	var words []place
	switch {
	case running["kubelet"] != nil:
		words, unread = running["kubelet"].words[1:], nil
	case unread == nil && units.unread != nil:
		unread = units.unread
	case unread == nil && unit != nil && unit.unread != nil:
		unread = unit.unread
	case unread == nil && unit != nil && !unit.masked:
		words, unread = unit.command(r)
	case unread == nil:
		if r.exists("/var/lib/rancher/k3s/agent") {
			why := estate.NotInInputBecause("k3s runs the kubelet inside of its own process, and no file shows its flags")
			return estate.MapOf(estate.Item{Key: "config", Value: why}, estate.Item{Key: "args", Value: why})
		}
		if r.exists(kubeletConfig) {
			return estate.MapOf(
				estate.Item{Key: "config", Value: kubeletFile(r, kubeletConfig)},
				estate.Item{Key: "args", Value: estate.NotInInputBecause("the root has no kubelet.service, so how the kubelet starts is not known")},
			)
		}
		return nil
	}
	if unread != nil { // so it is not known either which file configures it
		return estate.MapOf(estate.Item{Key: "config", Value: unread}, estate.Item{Key: "args", Value: unread})
	}
	return estate.MapOf(
		estate.Item{Key: "config", Value: mergedConfig(r, flagValue(words, "config"), flagValue(words, "config-dir"))},
		estate.Item{Key: "args", Value: kubeletArguments(words)},
	)
}

// kubeletArguments keeps the flags that Kubernetes components have, as a static pod's arguments are kept.
func kubeletArguments(words []place) *estate.Value {
	list := estate.ListOf()
	for _, word := range words {
		list.Items = append(list.Items, estate.Item{Value: word.value()})
	}
	redact.Object(estate.MapOf(estate.Item{Key: "containers", Value: estate.ListOf(estate.MapOf(
		estate.Item{Key: "command", Value: estate.Texts("kubelet")},
		estate.Item{Key: "args", Value: list},
	))}))
	return list
}

// flagValue returns the value of a flag, the last one where it is given twice.
func flagValue(words []place, flag string) string {
	found := ""
	for i, word := range words {
		name, value, joined := strings.Cut(strings.TrimLeft(word.text, "-"), "=")
		if !strings.HasPrefix(word.text, "-") || name != flag {
			continue
		}
		if !joined && i+1 < len(words) {
			value = words[i+1].text
		}
		found = value
	}
	return found
}

// kubeletFile reads a KubeletConfiguration, or part of one.
func kubeletFile(r *openedRoot, name string) *estate.Value {
	text, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return r.unread(name, err)
	}
	v, err := parseYAML(text, sourceOf(name))
	if err != nil {
		return r.unread(name, err)
	}
	redact.Kubelet(v)
	return v
}

// mergedConfig reads the kubelet's configuration, if it has one, and lays the *.conf files of its configuration directory and those
// below over it, in the order of their names.
func mergedConfig(r *openedRoot, config, dir string) *estate.Value {
	var merged *estate.Value
	if config != "" {
		if merged = kubeletFile(r, config); merged == nil {
			return r.unread(config, fs.ErrNotExist) // without it the kubelet does not start
		}
	}
	if dir == "" {
		return merged
	}
	files, unread := dropInFiles(r, dir, dropInDepth)
	if unread != nil {
		return unread
	}
	for _, file := range files {
		merged = overlay(merged, kubeletFile(r, file))
	}
	return merged
}

// dropInDepth bounds the directories below a configuration directory.
const dropInDepth = 8

func dropInFiles(r *openedRoot, dir string, depth int) (files []string, unread *estate.Value) {
	names, err := r.list(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, r.unread(dir, err)
	case depth == 0:
		return nil, r.unread(dir, errors.New("too many directories below each other"))
	}
	for _, name := range names {
		file := path.Join(dir, name)
		if info, err := r.stat(file); err == nil && info.IsDir() {
			below, unread := dropInFiles(r, file, depth-1)
			if unread != nil {
				return nil, unread
			}
			files = append(files, below...)
		} else if path.Ext(name) == ".conf" {
			files = append(files, file)
		}
	}
	return files, nil
}

// overlay returns base with the fields of top laid over it: maps are merged, everything else is replaced. What is not
// known of either makes the whole unknown, for it may have set anything.
func overlay(base, top *estate.Value) *estate.Value {
	switch {
	case top == nil || base.Unknown():
		return base
	case base == nil || base.Kind != estate.Map || top.Kind != estate.Map:
		return top
	}
	merged := *base
	merged.Items = append([]estate.Item(nil), base.Items...)
	for _, item := range top.Items {
		at := 0
		for at < len(merged.Items) && merged.Items[at].Key != item.Key {
			at++
		}
		value := item.Value
		if value != nil && value.Source == nil {
			located := *value
			located.Source = top.Source
			value = &located
		}
		if at == len(merged.Items) {
			merged.Items = append(merged.Items, estate.Item{Key: item.Key, Value: value})
			continue
		}
		merged.Items[at].Value = overlay(merged.Items[at].Value, value)
	}
	return &merged
}
