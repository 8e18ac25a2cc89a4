package audit

import (
	"path"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/rbac"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// ends returns the vertices that an end of an edge is for a subject; none where the subject does not say.
func ends(s *subject.Subject, end string) []result.Vertex {
	o := s.Object
	at := func(kind string) []result.Vertex {
		return []result.Vertex{{Kind: kind, Target: o.Target.ID, Resource: o.Kind, Namespace: o.Namespace, Name: o.Name}}
	}
	if end == isolation.EndOutside {
		return []result.Vertex{{Kind: isolation.KindOutside}}
	}
	platform, _, _ := strings.Cut(s.Kind, "/")
	switch {
	case s.Kind == "kubernetes/grant":
		return grantEnds(s, end)
	case s.Kind == "kubernetes/node":
		if end == isolation.EndTraffic {
			return at(isolation.KindTraffic)
		}
		if end == isolation.EndDomain {
			guest := s.Root("facts").Value.Get("domain")
			return []result.Vertex{{Kind: isolation.KindDomain, Target: guest.Get("target").Str(), Name: guest.Get("name").Str()}}
		}
		return []result.Vertex{{Kind: isolation.KindNode, Target: o.Target.ID, Name: o.Name}}
	case platform == estate.Libvirt:
		return guestEnds(s, end)
	}
	switch end {
	case isolation.EndWorkload:
		return at(isolation.KindWorkload)
	case isolation.EndContents:
		return at(isolation.KindContents)
	case isolation.EndHost:
		return at(isolation.KindMachines)
	case isolation.EndPlaced:
		return at(isolation.KindPlaced)
	case isolation.EndAccount:
		return at(isolation.KindIdentity)
	case isolation.EndTraffic:
		return at(isolation.KindTraffic)
	case isolation.EndExposed:
		return at(isolation.KindExposed)
	case isolation.EndVMM:
		return at(isolation.KindVMM)
	case isolation.EndVolume:
		if s.Kind == "kubernetes/virtualmachine" {
			return machineVolumes(s)
		}
		return []result.Vertex{volumeVertex(s)}
	case isolation.EndBackends:
		return backends(s)
	}
	return nil
}

func volumeVertex(s *subject.Subject) result.Vertex {
	v := result.Vertex{Kind: isolation.KindVolume, Target: s.Object.Target.ID, Namespace: s.Object.Namespace}
	volume := s.Root("volume").Value
	if v.Name = volume.At("persistentVolumeClaim", "claimName").Str(); v.Name == "" {
		v.Name = s.Object.Name + "/" + s.Part // nobody else has it
	}
	return v
}

// machineVolumes are the claims that a machine has for disks. A DataVolume makes a claim of its name.
func machineVolumes(s *subject.Subject) []result.Vertex {
	var found []result.Vertex
	for _, item := range s.Root("virtualmachine").Value.At("spec", "volumes").Elements() {
		name := item.Value.At("persistentVolumeClaim", "claimName").Str()
		if name == "" {
			name = item.Value.At("dataVolume", "name").Str()
		}
		if name != "" {
			found = append(found, result.Vertex{Kind: isolation.KindVolume, Target: s.Object.Target.ID, Namespace: s.Object.Namespace, Name: name})
		}
	}
	return found
}

// backends are the services behind a service or an ingress.
func backends(s *subject.Subject) []result.Vertex {
	service := func(name string) result.Vertex {
		return result.Vertex{Kind: isolation.KindBackends, Target: s.Object.Target.ID, Namespace: s.Object.Namespace, Name: name}
	}
	if s.Kind == "kubernetes/service" { // as it is open itself
		v := service(s.Object.Name)
		v.Resource = s.Object.Kind
		return []result.Vertex{v}
	}
	var found []result.Vertex
	add := func(backend *estate.Value) {
		if name := backend.At("service", "name").Str(); name != "" {
			found = append(found, service(name))
		}
	}
	spec := s.Root("ingress").Value.Get("spec")
	add(spec.Get("defaultBackend"))
	for _, rule := range spec.Get("rules").Elements() {
		for _, path := range rule.Value.At("http", "paths").Elements() {
			add(path.Value.Get("backend"))
		}
	}
	return found
}

func grantEnds(s *subject.Subject, end string) []result.Vertex {
	scope := s.Part
	at := func(kind, namespace, name string) []result.Vertex {
		return []result.Vertex{{Kind: kind, Target: s.Object.Target.ID, Namespace: namespace, Name: name}}
	}
	switch end {
	case isolation.EndHolder:
		if namespace, name, ok := rbac.AccountOf(s.Object.Name); ok && s.Object.Kind == "User" {
			return at(isolation.KindAccount, namespace, name)
		}
		if s.Object.Kind == "Group" {
			return at(isolation.KindGroup, "", s.Object.Name)
		}
		return at(isolation.KindUser, "", s.Object.Name)
	case isolation.EndAccounts:
		return at(isolation.KindAccounts, scope, "")
	case isolation.EndWorkloads:
		return at(isolation.KindWorkloads, scope, "")
	case isolation.EndNodes:
		return at(isolation.KindNodes, "", "")
	case isolation.EndUsers:
		return at(isolation.KindUsers, "", "")
	case isolation.EndClusterAdmin:
		return at(isolation.KindClusterAdmin, "", "")
	}
	return nil
}

func guestEnds(s *subject.Subject, end string) []result.Vertex {
	target := s.Object.Target.ID
	at := func(kind, name string) []result.Vertex {
		return []result.Vertex{{Kind: kind, Target: target, Name: name}}
	}
	switch end {
	case isolation.EndWorkload:
		return at(isolation.KindDomain, s.Object.Name)
	case isolation.EndVMM:
		return at(isolation.KindVMM, s.Object.Name)
	case isolation.EndHost:
		return at(isolation.KindHost, "")
	case isolation.EndLocalUser:
		return at(isolation.KindLocalUser, "")
	case isolation.EndLabel:
		if label := staticLabel(s); label != "" {
			return at(isolation.KindLabel, label)
		}
	case isolation.EndCores:
		return coresOf(s, "")
	case isolation.EndCoreUsers:
		return coresOf(s, isolation.AnyCore)
	case isolation.EndGuests:
		return at(isolation.KindGuests, "")
	case isolation.EndHelpers:
		return at(isolation.KindHelpers, "")
	case isolation.EndShared:
		return at(isolation.KindShared, s.Root("facts").Value.Get("resource").Str())
	case isolation.EndVolume:
		if dir := s.Root("filesystem").Value.At("source", "dir").Str(); dir != "" {
			return at(isolation.KindVolume, path.Clean(dir))
		}
	case isolation.EndPages:
		return at(isolation.KindPages, "")
	case isolation.EndNetwork:
		source := s.Root("interface").Value.Get("source")
		for _, field := range []string{"network", "bridge", "dev"} {
			if name := source.Get(field).Str(); name != "" {
				return at(isolation.KindNetwork, name)
			}
		}
	case isolation.EndImage:
		return images(s, isolation.KindImage)
	case isolation.EndSecrets:
		return images(s, isolation.KindImageData)
	}
	return nil
}

// coresOf are the cores that a guest is kept on, or else the vertex of that name, which stands for all.
func coresOf(s *subject.Subject, all string) []result.Vertex {
	v := result.Vertex{Kind: isolation.KindCores, Target: s.Object.Target.ID, Name: all}
	var found []result.Vertex
	for _, core := range s.Root("facts").Value.Get("cores").Elements() {
		v.Name = core.Value.Str()
		found = append(found, v)
	}
	if len(found) == 0 {
		found = append(found, v)
	}
	return found
}

// staticLabel is a label of mandatory access control that the guest's definition fixes, so that others may have it too.
func staticLabel(s *subject.Subject) string {
	for _, item := range s.Root("domain").Value.Get("seclabel").Elements() {
		if item.Value.Get("type").Str() == "static" && item.Value.Get("model").Str() != "dac" {
			if label := item.Value.Get("label").Str(); label != "" {
				return label
			}
		}
	}
	return ""
}

// images are the disk's source and all that back it, or a volume's file.
func images(s *subject.Subject, kind string) []result.Vertex {
	var found []result.Vertex
	if volume := s.Root("volume"); volume != nil {
		if file := volume.Value.At("target", "path").Str(); file != "" {
			found = append(found, result.Vertex{Kind: kind, Target: s.Object.Target.ID, Name: file})
		}
		return found
	}
	layer := s.Root("disk").Value
	for range estate.MaxDepth {
		source := layer.Get("source")
		for _, field := range []string{"file", "dev", "name", "volume", "dir"} {
			if name := source.Get(field).Str(); name != "" {
				if pool := source.Get("pool").Str(); pool != "" {
					name = pool + "/" + name
				}
				found = append(found, result.Vertex{Kind: kind, Target: s.Object.Target.ID, Name: name})
			}
		}
		if layer = layer.Get("backingStore"); layer == nil {
			break
		}
		if elements := layer.Elements(); len(elements) > 0 {
			layer = elements[0].Value
		}
	}
	return found
}
