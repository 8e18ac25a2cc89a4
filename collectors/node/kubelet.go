package node

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// kubeletConfig is where kubeadm puts the kubelet's configuration.
const kubeletConfig = "/var/lib/kubelet/config.yaml"

// kubelet is nil where the machine has neither the kubelet's configuration nor its unit.
func kubelet(r *openedRoot) *estate.Value {
	units := readUnits(r, func(name string) bool { return name == "kubelet.service" })
	unit := units.all["kubelet.service"]
	var words []place
	unread := units.unread
	if unit != nil && unread == nil {
		if unread = unit.unread; unread == nil {
			words, unread = unit.command(r)
		}
	}
	if unread != nil { // so it is not known either which file configures it
		return estate.MapOf(estate.Item{Key: "config", Value: unread}, estate.Item{Key: "args", Value: unread})
	}
	config := mergedConfig(r, cmp.Or(flagValue(words, "config"), kubeletConfig), flagValue(words, "config-dir"))
	if unit == nil {
		if config == nil {
			return nil
		}
		return estate.MapOf(estate.Item{Key: "config", Value: config},
			estate.Item{Key: "args", Value: estate.NotInInputBecause("the root has no kubelet.service, so how the kubelet starts is not known")})
	}
	return estate.MapOf(estate.Item{Key: "config", Value: config}, estate.Item{Key: "args", Value: kubeletArguments(words)})
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

// kubeletFile reads a KubeletConfiguration, or part of one. Headers that the kubelet sends may hold passwords.
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
	for _, header := range v.Get("staticPodURLHeader").Fields() {
		for i, value := range header.Value.Elements() {
			header.Value.Items[i].Value = redact.Literal(value.Value.Str())
		}
	}
	return v
}

// mergedConfig reads the kubelet's configuration and lays the *.conf files of its configuration directory over it, if it
// has one, in the order of their names.
func mergedConfig(r *openedRoot, config, dir string) *estate.Value {
	merged := kubeletFile(r, config)
	if dir == "" {
		return merged
	}
	names, err := r.list(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r.unread(dir, err)
	}
	for _, name := range names {
		if path.Ext(name) == ".conf" {
			merged = overlay(merged, kubeletFile(r, path.Join(dir, name)))
		}
	}
	return merged
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
