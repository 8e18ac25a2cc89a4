package kubetypes

import (
	"encoding/json"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	networkingv1 "k8s.io/api/networking/v1"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"bulkhead/audit/subject/outline"
)

// Describer describes Kubernetes' types as outlines. Types are described once.
type Describer struct {
	known map[reflect.Type]*outline.Outline
}

// Kind describes an object of a kind that a [Checker] checks, and returns nil for others.
func (d *Describer) Kind(kind string) *outline.Outline {
	t := typeOf(kind)
	if t == nil {
		return nil
	}
	s := d.describe(t)
	switch kind { // files may be written for versions of the API that had other fields
	case "Ingress":
		s.Fields["spec"] = s.Fields["spec"].With("anyIngressSpec", d.describe(reflect.TypeFor[extensionsv1beta1.IngressSpec]()))
		path := d.describe(reflect.TypeFor[extensionsv1beta1.HTTPIngressPath]())
		path.Fields["backend"] = path.Fields["backend"].With("anyIngressBackend", d.describe(reflect.TypeFor[networkingv1.IngressBackend]()))
	case "ResourceClaim":
		devices := s.Fields["spec"].Fields["devices"]
		request := devices.Fields["requests"].Element.With("anyDeviceRequest", d.describe(reflect.TypeFor[resourcev1beta1.DeviceRequest]()))
		devices.Fields["requests"] = &outline.Outline{Form: outline.List, Element: request}
	}
	return s
}

// Container describes a container of any kind.
func (d *Describer) Container() *outline.Outline {
	return d.describe(reflect.TypeFor[corev1.Container]()).With("anyContainer", d.describe(reflect.TypeFor[corev1.EphemeralContainer]()))
}

func (d *Describer) describe(t reflect.Type) *outline.Outline {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if s := d.known[t]; s != nil {
		return s
	}
	if d.known == nil {
		d.known = map[reflect.Type]*outline.Outline{}
	}
	s := &outline.Outline{}
	d.known[t] = s
	switch {
	case t == reflect.TypeFor[intstr.IntOrString]():
		s.Form = outline.TextOrNumber
		return s
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()):
		return d.decoded(s, t)
	}
	switch t.Kind() {
	case reflect.Bool:
		s.Form = outline.Boolean
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		s.Form = outline.Number
	case reflect.String:
		s.Form = outline.Text
	case reflect.Slice, reflect.Array:
		if s.Form = outline.Text; t.Elem().Kind() != reflect.Uint8 {
			s.Form, s.Element = outline.List, d.describe(t.Elem())
		}
	case reflect.Map:
		s.Form, s.Element = outline.Map, d.describe(t.Elem())
	case reflect.Struct:
		s.Form, s.Name, s.Fields = outline.Object, nameOf(t), map[string]*outline.Outline{}
		for name, typ := range fieldsOf(t) {
			s.Fields[name] = d.describe(typ)
		}
	}
	return s
}

// decoded describes types that read themselves: amounts may be numbers, times are texts, of all else nothing is said.
func (d *Describer) decoded(s *outline.Outline, t reflect.Type) *outline.Outline {
	switch t.Name() {
	case "Quantity":
		s.Form = outline.TextOrNumber
	case "Time", "MicroTime", "Duration":
		s.Form = outline.Text
	}
	return s
}

// nameOf is unique: "core.v1.Container".
func nameOf(t reflect.Type) string {
	path := strings.TrimPrefix(strings.TrimPrefix(t.PkgPath(), "k8s.io/api/"), "k8s.io/apimachinery/pkg/")
	return strings.ReplaceAll(path, "/", ".") + "." + t.Name()
}
