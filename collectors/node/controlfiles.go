package node

import (
	"path"
	"strings"

	"bulkhead/audit/estate"
)

// fileFlags are the flags of each program that name a file which says how it is configured.
func fileFlags(program string) []string {
	switch program {
	case "kube-apiserver":
		return []string{"authentication-config", "authorization-config", "encryption-provider-config", "audit-policy-file"}
	case "kube-scheduler", "kube-proxy":
		return []string{"config"}
	case "etcd":
		return []string{"config-file"}
	}
	return nil
}

// withFiles adds to a container what the files say that its flags name: {flag: content}, without what is secret there.
func withFiles(r *openedRoot, program string, container, pod *estate.Value) *estate.Value {
	var words []place
	for _, field := range []string{"command", "args"} {
		for _, item := range container.Get(field).Elements() {
			words = append(words, place{text: item.Value.Str()})
		}
	}
	files := estate.MapOf()
	for _, flag := range fileFlags(program) {
		name := flagValue(words, flag)
		if name == "" {
			continue
		}
		host, ok := hostPath(name, container, pod)
		if !ok {
			continue
		}
		files.Items = append(files.Items, estate.Item{Key: flag, Value: configFile(r, flag, host)})
	}
	if len(files.Items) == 0 {
		return container
	}
	with := *container
	with.Items = append(container.Items[:len(container.Items):len(container.Items)], estate.Item{Key: "files", Value: files})
	return &with
}

// hostPath is where the machine has a file of a container: below the host path of the mount that holds it. A process without a
// pod sees the machine's own files.
func hostPath(name string, container, pod *estate.Value) (host string, ok bool) {
	if pod == nil {
		return name, path.IsAbs(name)
	}
	volume, below, longest := "", "", -1
	for _, mount := range container.Get("volumeMounts").Elements() {
		at := path.Clean(mount.Value.Get("mountPath").Str())
		rest, inside := strings.CutPrefix(path.Clean(name), strings.TrimSuffix(at, "/"))
		if inside && (rest == "" || rest[0] == '/') && len(at) > longest {
			longest = len(at)
			volume, below = mount.Value.Get("name").Str(), path.Join(mount.Value.Get("subPath").Str(), rest)
		}
	}
	for _, v := range pod.At("spec", "volumes").Elements() {
		if source := v.Value.At("hostPath", "path").Str(); longest >= 0 && v.Value.Get("name").Str() == volume && source != "" {
			return path.Join(source, below), true
		}
	}
	return "", false
}

// configFile reads one of the files that flags name, and keeps what controls ask for.
func configFile(r *openedRoot, flag, name string) *estate.Value {
	text, err := r.read(name)
	if err != nil {
		return r.unread(name, err)
	}
	v, err := parseYAML(text, sourceOf(name))
	if err != nil {
		return r.unread(name, err)
	}
	switch flag {
	case "encryption-provider-config":
		return providers(v)
	case "audit-policy-file":
		return v
	case "config-file":
		return etcdFlags(v)
	case "config":
		return only(v, "enableProfiling", "metricsBindAddress")
	case "authorization-config":
		return only(v, "authorizers")
	}
	return only(v, "anonymous")
}

// only keeps some fields of a file.
func only(v *estate.Value, fields ...string) *estate.Value {
	kept := &estate.Value{Kind: estate.Map, Source: v.Source, Line: v.Line, Column: v.Column}
	for _, field := range fields {
		if value := v.Get(field); value != nil {
			kept.Items = append(kept.Items, estate.Item{Key: field, Value: value})
		}
	}
	return kept
}

// providers keeps the names of an encryption configuration's resources and providers, and none of its keys.
func providers(v *estate.Value) *estate.Value {
	kept := estate.ListOf()
	for _, item := range v.Get("resources").Elements() {
		list := estate.ListOf()
		for _, provider := range item.Value.Get("providers").Elements() {
			for _, field := range provider.Value.Fields() {
				list.Items = append(list.Items, estate.Item{Value: estate.MapOf(estate.Item{Key: field.Key, Value: estate.MapOf()})})
			}
		}
		kept.Items = append(kept.Items, estate.Item{Value: estate.MapOf(
			estate.Item{Key: "resources", Value: item.Value.Get("resources")}, estate.Item{Key: "providers", Value: list},
		)})
	}
	all := estate.MapOf(estate.Item{Key: "resources", Value: kept})
	all.Source, all.Line, all.Column = v.Source, v.Line, v.Column
	return all
}

// etcdFlags gives etcd's configuration file the form of its flags. Settings of the transports to clients and peers stand in maps of
// their own there.
func etcdFlags(v *estate.Value) *estate.Value {
	flags := &estate.Value{Kind: estate.Map, Source: v.Source, Line: v.Line, Column: v.Column}
	for _, item := range v.Fields() {
		prefix := map[string]string{"client-transport-security": "", "peer-transport-security": "peer-"}
		if p, ok := prefix[item.Key]; ok {
			for _, inner := range item.Value.Fields() {
				flags.Items = append(flags.Items, estate.Item{Key: p + inner.Key, Value: inner.Value})
			}
			continue
		}
		switch item.Key {
		case "listen-client-urls", "listen-peer-urls", "listen-metrics-urls", "data-dir", "cipher-suites", "tls-min-version":
			flags.Items = append(flags.Items, item)
		}
	}
	return flags
}
