package redact

import (
	"strings"

	"bulkhead/audit/estate"
)

// lastApplied repeats the whole object, literals included.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// annotationLimit is the length in bytes from which an annotation is taken for a document that nobody can vouch for.
const annotationLimit = 1024

// waiversLimit is that of our own annotation.
const waiversLimit = 64 << 10

// walk goes through all of v instead of the known places of pod specs: custom resources embed those too.
// It replaces values in their parents and never changes one, for YAML's aliases share values between places.
func walk(v *estate.Value) {
	for i := range v.Elements() {
		v.Items[i].Value = field("", v.Items[i].Value)
	}
	for i := range v.Fields() {
		v.Items[i].Value = field(v.Items[i].Key, v.Items[i].Value)
	}
}

// field redacts the value of a field and returns what to put there.
func field(key string, v *estate.Value) *estate.Value {
	if v == nil {
		return nil
	}
	switch key {
	case "labels", "matchLabels", "selector", "nodeSelector", "name", "namespace":
		return v // others are found by them, so they stay as they are
	case "metadata":
		metadata(v)
	case "containers", "initContainers", "ephemeralContainers":
		for _, c := range v.Elements() {
			container(c.Value)
		}
	case "env", "httpHeaders":
		for _, variable := range v.Elements() {
			replace(variable.Value, "value")
		}
	case "exec": // of probes and hooks
		replace(v, "command")
	case "csi": // volumes' settings for their drivers, which people put credentials into
		replace(v, "volumeAttributes")
	case "flexVolume":
		replace(v, "options")
	case "userData", "userDataBase64", "networkData", "networkDataBase64": // KubeVirt's cloud-init
		if v.Kind == estate.String {
			return literal(v)
		}
	}
	if v.Kind == estate.String {
		if len(looksLike(v.Text)) > 0 {
			return literal(v)
		}
		return v
	}
	walk(v)
	return v
}

// metadata drops repetitions of the object, and replaces annotations that are long or whose keys name a secret.
func metadata(v *estate.Value) {
	if v.Kind != estate.Map {
		return
	}
	keep(v, func(key string) bool { return key != "managedFields" })
	annotations := v.Get("annotations")
	if annotations == nil || annotations.Kind != estate.Map {
		return
	}
	keep(annotations, func(key string) bool { return key != lastApplied })
	for i, item := range annotations.Items {
		if item.Key == estate.WaiversAnnotation && item.Value != nil && len(item.Value.Text) < waiversLimit {
			continue
		}
		if item.Value == nil || item.Value.Kind != estate.String || len(item.Value.Text) >= annotationLimit ||
			namesSecret(item.Key) {
			annotations.Items[i].Value = literal(item.Value)
		}
	}
}

// namesSecret says whether an annotation's key says that its value is a secret. Those of Kubernetes itself never are, and
// name containers too: that of "container.apparmor.security.beta.kubernetes.io/token" is a profile.
func namesSecret(key string) bool {
	domain, name := "", strings.ToLower(key)
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		domain, name = name[:i], name[i+1:]
	}
	for _, own := range [...]string{"kubernetes.io", "k8s.io"} {
		if domain == own || strings.HasSuffix(domain, "."+own) {
			return false
		}
	}
	for _, word := range [...]string{"password", "passwd", "secret", "token", "credential", "apikey", "api-key", "private-key"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
