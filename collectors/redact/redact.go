// Package redact takes secrets out of Kubernetes objects, so that neither a snapshot nor a report can hold one.
//
// Literals that people put secrets into - environment variables, arguments, headers of probes, the values of ConfigMaps
// and Secrets, cloud-init - are replaced whatever they look like; see [Literal]. Every other text is replaced only where it
// looks like a secret.
package redact

import (
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// Object takes the secrets out of a Kubernetes object of any kind, lists included, in place. It also drops what
// only repeats the object: metadata.managedFields and the annotation of kubectl apply. Redacting twice changes nothing more.
func Object(v *estate.Value) {
	object(v, v.Get("kind").Str())
}

func object(v *estate.Value, kind string) {
	if kind, ok := strings.CutSuffix(kind, "List"); ok {
		for _, item := range v.Get("items").Elements() {
			if own := item.Value.Get("kind").Str(); own != "" {
				object(item.Value, own)
			} else {
				object(item.Value, kind) // the elements of a typed list do not repeat it
			}
		}
		return
	}
	switch kind {
	case "Secret":
		secret(v)
	case "ConfigMap":
		replace(v, "data")
		replace(v, "binaryData")
	}
	walk(v)
}

// Literal returns what is kept of a literal: {"present": true, "length": bytes, "looksLike": [...]}. The list is empty
// where s has no known secret's form; its words are "aws-key", "private-key", "jwt", "password", "password-url", ...
func Literal(s string) *estate.Value {
	return estate.MapOf(
		estate.Item{Key: "present", Value: estate.Bool(true)},
		estate.Item{Key: "length", Value: &estate.Value{Kind: estate.Number, Text: strconv.Itoa(len(s))}},
		estate.Item{Key: "looksLike", Value: estate.Texts(looksLike(s)...)},
	)
}

// Kubelet takes the secrets out of a KubeletConfiguration, in place: headers that the kubelet sends may hold passwords. Redacting twice
// changes nothing more.
func Kubelet(v *estate.Value) {
	for _, header := range v.Get("staticPodURLHeader").Fields() {
		for i, value := range header.Value.Elements() {
			if value.Value != nil && value.Value.Kind == estate.String {
				header.Value.Items[i].Value = literal(value.Value)
			}
		}
	}
	walk(v)
}

// secret keeps of a Secret its metadata, its type, and its keys with the values' lengths.
func secret(v *estate.Value) {
	if v.Kind != estate.Map {
		return
	}
	keep(v, func(key string) bool {
		switch key {
		case "apiVersion", "kind", "metadata", "type", "immutable", "data", "stringData":
			return true
		}
		return false
	})
	replace(v, "data")
	replace(v, "stringData")
}

// replace makes literals of what a field holds: of each element of a list, of each value of a map, or of the value.
func replace(m *estate.Value, key string) {
	for i, item := range m.Fields() {
		if item.Key != key {
			continue
		}
		v := item.Value
		if v == nil || v.Kind != estate.List && v.Kind != estate.Map || isLiteral(v) {
			m.Items[i].Value = literal(v)
			continue
		}
		for j := range v.Items {
			v.Items[j].Value = literal(v.Items[j].Value)
		}
	}
}

// literal replaces v whatever its kind: a file may hold a number, or a map where the API wants a text. Null stays, it is
// as good as absent.
func literal(v *estate.Value) *estate.Value {
	if v == nil || v.Kind == estate.Null || v.Unknown() || isLiteral(v) {
		return v
	}
	s := v.Text
	if v.Kind != estate.String {
		s = string(estate.AppendJSON(nil, v))
	}
	l := Literal(s)
	l.Source, l.Line, l.Column = v.Source, v.Line, v.Column
	return l
}

func isLiteral(v *estate.Value) bool {
	fields := v.Fields()
	return len(fields) == 3 && fields[0].Key == "present" && fields[0].Value.IsTrue() &&
		fields[1].Key == "length" && fields[1].Value.Kind == estate.Number && fields[2].Key == "looksLike"
}

// keep drops the fields of a map that keep refuses.
func keep(m *estate.Value, keep func(key string) bool) {
	kept := m.Items[:0]
	for _, item := range m.Items {
		if keep(item.Key) {
			kept = append(kept, item)
		}
	}
	clear(m.Items[len(kept):])
	m.Items = kept
}
