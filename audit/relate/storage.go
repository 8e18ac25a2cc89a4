package relate

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
)

// storage is what persistent volumes and their claims are needed for.
type storage struct {
	volumes map[string]*estate.Object
	bound   map[string]string // claims' volumes by namespace/name; empty where the claim is not bound
	claimed map[string]string // volumes that name their claim, by its namespace/name
	unknown *estate.Value     // one of the names that bind them
}

func (s *storage) reference(o *estate.Object) {
	if s.volumes == nil {
		*s = storage{volumes: map[string]*estate.Object{}, bound: map[string]string{}, claimed: map[string]string{}}
	}
	spec := o.Value.Get("spec")
	if o.Kind == "PersistentVolumeClaim" {
		name := spec.At("volumeName")
		s.note(name)
		s.bound[o.Namespace+"/"+o.Name] = name.Str()
		return
	}
	s.volumes[o.Name] = o
	s.note(spec.At("claimRef", "name"))
	s.note(spec.At("claimRef", "namespace"))
	if claim := spec.Get("claimRef"); claim.Get("name").Str() != "" {
		s.claimed[claim.Get("namespace").Str()+"/"+claim.Get("name").Str()] = o.Name
	}
}

// note remembers that what binds some claim is not known.
func (s *storage) note(name *estate.Value) {
	if name.Unknown() {
		s.unknown = name
	}
}

// volumeSubjects hands out the persistent volumes, which belong to no namespace.
func (c *cluster) volumeSubjects(yield func(*subject.Subject)) {
	reached, unclear := c.storage.reached()
	for _, o := range c.storage.volumes {
		facts := c.commonFacts()
		if others := othersThan(o, reached, unclear); others != nil {
			facts.Value = estate.MapOf(estate.Item{Key: "minor", Value: c.minor}, estate.Item{Key: "otherNamespaces", Value: others})
		}
		yield(&subject.Subject{
			Kind: "kubernetes/persistentvolume", Object: o,
			Roots: []subject.Root{{Name: "persistentvolume", Value: o.Value, Object: o}, facts},
		})
	}
}

// reached are the namespaces whose claims lead to a storage, each once, by what backs their volumes, and why there may be more.
func (s *storage) reached() (found map[string][]string, unclear *estate.Value) {
	found = map[string][]string{}
	for _, o := range s.volumes {
		claimed := o.Value.At("spec", "claimRef", "namespace")
		key, unknown := backing(o)
		if claimed.Unknown() {
			unknown = claimed
		}
		if unknown != nil {
			if why := unreadIn(o, unknown); unclear == nil || why.Text < unclear.Text { // volumes come in no order
				unclear = why
			}
		} else if namespace := claimed.Str(); key != "" && namespace != "" && !slices.Contains(found[key], namespace) {
			found[key] = append(found[key], namespace)
		}
	}
	return found, unclear
}

// othersThan counts the namespaces beside that of a volume's own claim: nil for none, or why that is not known.
func othersThan(volume *estate.Object, reached map[string][]string, unclear *estate.Value) *estate.Value {
	key, unknown := backing(volume)
	own := volume.Value.At("spec", "claimRef", "namespace")
	switch {
	case unknown != nil || own.Unknown():
		return unclear
	case key == "" || own.Str() == "":
		return nil
	case len(reached[key]) > 1:
		return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(len(reached[key]) - 1)}
	}
	return unclear
}

// backing tells storage apart that lies outside of the cluster: a directory of an NFS server, or a volume of a driver with its attributes
// - some drivers say in these what to mount, and take any handle. It is empty for all other storage.
func backing(volume *estate.Object) (key string, unknown *estate.Value) {
	spec := volume.Value.Get("spec")
	server, exported := volume.Value.At("spec", "nfs", "server"), spec.At("nfs", "path")
	driver, handle, attributes := spec.At("csi", "driver"), spec.At("csi", "volumeHandle"), spec.At("csi", "volumeAttributes")
	for _, v := range [...]*estate.Value{server, exported, driver, handle, attributes} {
		if v.Unknown() {
			return "", v
		}
	}
	switch {
	case server.Str() != "":
		return "nfs " + strings.ToLower(server.Str()) + " " + path.Clean("/"+exported.Str()), nil
	case driver.Str() == "" || handle.Str() == "":
		return "", nil
	}
	parts := []string{"csi", driver.Str(), handle.Str()}
	for _, item := range attributes.Fields() {
		if item.Value.Unknown() {
			return "", item.Value
		}
		if item.Key != "storage.kubernetes.io/csiProvisionerIdentity" {
			parts = append(parts, item.Key+"="+item.Value.Text)
		}
	}
	slices.Sort(parts[3:])
	return strings.Join(parts, "\x00"), nil
}

// claimSubjects hands out claims on devices, and templates of such.
func (c *cluster) claimSubjects(yield func(*subject.Subject)) {
	for _, o := range c.claims {
		if !c.include(o.Namespace) {
			continue
		}
		root := subject.Root{Name: "resourceclaim", Value: o.Value, Object: o}
		if o.Kind == "ResourceClaimTemplate" {
			root.Value, root.Path = o.Value.Get("spec"), "spec"
		}
		yield(&subject.Subject{Kind: "kubernetes/resourceclaim", Object: o, Roots: []subject.Root{root, c.commonFacts()}})
	}
	c.claims = nil
}

// volumeFacts are those of one volume of a pod.
func (w *podSubjects) volumeFacts(volume *estate.Value) subject.Root {
	mounts, key := w.mounts(volume.Get("name").Str())
	persistent := w.persistentVolume(volume)
	if persistent != nil {
		return subject.Root{Name: "facts", Value: w.volumeFactsOf(mounts, persistent)}
	}
	return subject.Root{Name: "facts", Value: w.fact("volume "+w.object.Kind+key, func() *estate.Value {
		return w.volumeFactsOf(mounts, nil)
	})}
}

func (w *podSubjects) volumeFactsOf(mounts, persistent *estate.Value) *estate.Value {
	return estate.MapOf(
		estate.Item{Key: "minor", Value: w.minor},
		estate.Item{Key: "workload", Value: w.text(w.object.Kind)},
		estate.Item{Key: "mounts", Value: mounts},
		estate.Item{Key: "persistentVolume", Value: persistent},
	)
}

// mounts tells how containers mount a volume, and gives the same key for what is the same.
func (w *podSubjects) mounts(volume string) (mounts *estate.Value, key string) {
	mounted, writable := false, false
	var unknown *estate.Value
	for _, list := range containerLists {
		containers := w.pod.At("spec", list.field)
		if containers.Unknown() {
			unknown = containers
		}
		for _, container := range containers.Elements() {
			all := container.Value.At("volumeMounts")
			if all.Unknown() {
				unknown = all
			}
			for _, mount := range all.Elements() {
				name, readOnly := mount.Value.At("name"), mount.Value.At("readOnly")
				switch {
				case name.Unknown():
					unknown = name
				case name.Str() != volume:
				case readOnly.Unknown():
					unknown = readOnly
				default:
					mounted = true
					writable = writable || !readOnly.IsTrue()
				}
			}
		}
	}
	if unknown != nil && !writable {
		return unknown, " " + unknown.Text
	}
	switch {
	case writable:
		key = " writable"
	case mounted:
		key = " mounted"
	}
	return w.fact("mounts"+key, func() *estate.Value {
		return estate.MapOf(
			estate.Item{Key: "mounted", Value: estate.Bool(mounted)}, estate.Item{Key: "writable", Value: estate.Bool(writable)},
		)
	}), key
}

// persistentVolume tells what a volume's claim leads to: nil for a volume without claim, or why it is not known.
func (w *podSubjects) persistentVolume(volume *estate.Value) *estate.Value {
	if e := volume.Get("ephemeral"); e != nil && e.Kind != estate.Null {
		return w.fact("ephemeral claim", func() *estate.Value {
			return estate.NotInInputBecause("the claim is made with each pod")
		})
	}
	claimName := volume.At("persistentVolumeClaim", "claimName")
	if claimName.Unknown() {
		return claimName
	}
	name := claimName.Str()
	if name == "" {
		return nil
	}
	claim := w.object.Namespace + "/" + name
	bound, known := w.storage.bound[claim]
	if bound == "" {
		bound = w.storage.claimed[claim]
	}
	if bound == "" {
		if !known {
			if unknown := w.absent("PersistentVolumeClaim", w.object.Namespace); unknown != nil {
				return unknown
			}
		}
		return w.unbound()
	}
	o := w.storage.volumes[bound]
	if o == nil {
		if unknown := w.absent("PersistentVolume", ""); unknown != nil {
			return unknown
		}
		return w.unbound()
	}
	return w.fact("persistent volume "+bound, func() *estate.Value {
		spec := o.Value.Get("spec")
		if spec.Unknown() {
			return spec
		}
		return estate.MapOf(
			estate.Item{Key: "bound", Value: estate.Bool(true)},
			estate.Item{Key: "name", Value: estate.Text(bound)},
			estate.Item{Key: "hostPath", Value: spec.Get("hostPath")},
			estate.Item{Key: "local", Value: spec.Get("local")},
		)
	})
}

// unbound is what is said of a claim without volume. In files that is no wonder: the cluster binds it.
func (w *podSubjects) unbound() *estate.Value {
	if w.storage.unknown != nil {
		return w.storage.unknown
	}
	if w.files {
		return w.fact("a claim in files", func() *estate.Value {
			return estate.NotInInputBecause("the cluster finds the claim's volume")
		})
	}
	return w.fact("unbound claim", func() *estate.Value {
		return estate.MapOf(estate.Item{Key: "bound", Value: estate.Bool(false)})
	})
}
