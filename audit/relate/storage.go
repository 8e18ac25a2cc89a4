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
	reached := c.storage.reached()
	for _, o := range c.storage.volumes {
		facts := c.commonFacts()
		if others := othersThan(o, reached[backing(o)]); others > 0 {
			facts.Value = estate.MapOf(
				estate.Item{Key: "minor", Value: c.minor},
				estate.Item{Key: "otherNamespaces", Value: &estate.Value{Kind: estate.Number, Text: strconv.Itoa(others)}},
			)
		}
		yield(&subject.Subject{
			Kind: "kubernetes/persistentvolume", Object: o,
			Roots: []subject.Root{{Name: "persistentvolume", Value: o.Value, Object: o}, facts},
		})
	}
}

// reached are the namespaces whose claims lead to a storage, each once, by what backs their volumes.
func (s *storage) reached() map[string][]string {
	found := map[string][]string{}
	for _, o := range s.volumes {
		namespace := o.Value.At("spec", "claimRef", "namespace").Str()
		if key := backing(o); key != "" && namespace != "" && !slices.Contains(found[key], namespace) {
			found[key] = append(found[key], namespace)
		}
	}
	return found
}

// othersThan counts the namespaces beside that of a volume's own claim.
func othersThan(volume *estate.Object, namespaces []string) int {
	own := volume.Value.At("spec", "claimRef", "namespace").Str()
	if own == "" || len(namespaces) == 0 {
		return 0
	}
	return len(namespaces) - 1
}

// backing tells storage apart that lies outside of the cluster: a directory of an NFS server, or a volume of a driver with its attributes
// - some drivers say in these what to mount, and take any handle. It is empty for all other storage.
func backing(volume *estate.Object) string {
	spec := volume.Value.Get("spec")
	if nfs := spec.At("nfs"); nfs.Get("server").Str() != "" {
		return "nfs " + strings.ToLower(nfs.Get("server").Str()) + " " + path.Clean("/"+nfs.Get("path").Str())
	}
	csi := spec.At("csi")
	driver, handle, attributes := csi.Get("driver").Str(), csi.Get("volumeHandle").Str(), csi.At("volumeAttributes")
	if driver == "" || handle == "" || attributes.Unknown() {
		return ""
	}
	key := []string{"csi", driver, handle}
	for _, item := range attributes.Fields() {
		if item.Key != "storage.kubernetes.io/csiProvisionerIdentity" {
			key = append(key, item.Key+"="+item.Value.Text)
		}
	}
	slices.Sort(key[3:])
	return strings.Join(key, "\x00")
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
