package isolation

import (
	"slices"
	"strings"

	"bulkhead/audit/result"
)

// Words that stand for several vertices.
const (
	WordHost    = "host"    // every node and every host
	WordNetwork = "network" // the network outside
)

// Reference is how users may name a vertex so that it is the only one: workload:shop/Deployment/cart, domain:vault@qemu:///system.
func Reference(v *result.Vertex, several bool) string {
	name := v.Kind
	if joined := strings.Join(parts(v), "/"); joined != "" {
		name += ":" + joined
	}
	if several && v.Target != "" {
		name += "@" + v.Target
	}
	return name
}

func parts(v *result.Vertex) []string {
	return slices.DeleteFunc([]string{v.Namespace, v.Resource, v.Name}, func(part string) bool { return part == "" })
}

// Find returns the vertices that a name means: by reference or by name, with or without namespace and resource. Only what users can
// mean is found: no part of a workload, and nothing that stands for others.
func Find(i *result.Isolation, name string) []int32 {
	var exact, loose []int32
	for at := range i.Vertices {
		v := &i.Vertices[at]
		if IsHub(v.Kind) || v.Kind == KindContents {
			continue
		}
		switch {
		case name == Reference(v, false) || name == Reference(v, true) || named(v, name):
			exact = append(exact, int32(at))
		case v.Kind == KindVMM: // its guest has the same name
		case strings.EqualFold(name, v.Name) || strings.EqualFold(name, v.Resource+"/"+v.Name) || strings.EqualFold(name, v.Kind+"/"+v.Name) ||
			strings.EqualFold(name, v.Namespace+"/"+v.Name):
			loose = append(loose, int32(at))
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return loose
}

// named says whether a word, or a full name, means the vertex.
func named(v *result.Vertex, name string) bool {
	switch v.Kind {
	case KindNode:
		return name == WordHost
	case KindHost:
		return name == WordHost || name == v.Target
	case KindOutside:
		return name == WordNetwork
	}
	joined := strings.Join(parts(v), "/")
	return v.Resource != "" && v.Kind != KindVMM && (name == joined || name == joined+"@"+v.Target)
}

// Like returns references of vertices whose names have something in common with a name, at most n, for those who mistyped.
func Like(i *result.Isolation, name string, n int) []string {
	_, bare, _ := strings.Cut(name, ":")
	if bare == "" {
		bare = name
	}
	bare = strings.ToLower(bare[strings.LastIndex(bare, "/")+1:])
	var found []string
	for at := range i.Vertices {
		v := &i.Vertices[at]
		if IsHub(v.Kind) || v.Kind == KindContents || v.Name == "" {
			continue
		}
		if lower := strings.ToLower(v.Name); bare == "" || strings.Contains(lower, bare) || strings.Contains(bare, lower) {
			found = append(found, Reference(v, false))
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	return found[:min(n, len(found))]
}
