package kubetypes

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"k8s.io/client-go/kubernetes/scheme"
)

// All versions of a kind are held to one type: what an earlier one has too must be of the same type there.
func TestVersionsAgree(t *testing.T) {
	checker := &Checker{shapes: map[reflect.Type]*shape{}}
	differences := map[string]bool{}
	versions := 0
	for gvk, typ := range scheme.Scheme.AllKnownTypes() {
		if !slices.Contains(checkedKinds, gvk.Kind) {
			continue
		}
		versions++
		compared := map[[2]*shape]bool{}
		var compare func(a, b *shape, path string)
		compare = func(a, b *shape, path string) {
			if compared[[2]*shape{a, b}] {
				return
			}
			compared[[2]*shape{a, b}] = true
			if a.form != b.form || a.bits != b.bits || a.form == custom && a.typ != b.typ {
				differences[gvk.Group+"/"+gvk.Version+" "+gvk.Kind+" "+path] = true
				return
			}
			switch a.form {
			case list, mapping:
				compare(a.element, b.element, path+"[]")
			case object:
				checker.field(b, "")
				for name, field := range b.fields {
					if current := checker.field(a, name); current != nil {
						compare(current, field, path+"."+name)
					}
				}
			}
		}
		compare(checker.shapeOf(typeOf(gvk.Kind)), checker.shapeOf(typ), "")
	}
	if versions < len(checkedKinds)+10 {
		t.Errorf("only %d versions of %d kinds compared", versions, len(checkedKinds))
	}
	if len(differences) > 0 {
		t.Errorf("versions differ in %q", slices.Sorted(maps.Keys(differences)))
	}
}
