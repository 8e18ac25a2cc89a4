package kubetypes

import (
	"encoding/json"
	"iter"
	"reflect"
	"strings"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	nodev1 "k8s.io/api/node/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	resourcev1 "k8s.io/api/resource/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// typeOf returns the Go type of a kind, nil for those without. Earlier versions of a kind are held to the types
// of the newest too: a test sees to it that no field that both have differs.
func typeOf(kind string) reflect.Type {
	switch kind {
	case "CronJob":
		return reflect.TypeFor[batchv1.CronJob]()
	case "ClusterRole":
		return reflect.TypeFor[rbacv1.ClusterRole]()
	case "ClusterRoleBinding":
		return reflect.TypeFor[rbacv1.ClusterRoleBinding]()
	case "DaemonSet":
		return reflect.TypeFor[appsv1.DaemonSet]()
	case "Deployment":
		return reflect.TypeFor[appsv1.Deployment]()
	case "Ingress":
		return reflect.TypeFor[networkingv1.Ingress]()
	case "Job":
		return reflect.TypeFor[batchv1.Job]()
	case "LimitRange":
		return reflect.TypeFor[corev1.LimitRange]()
	case "MutatingWebhookConfiguration":
		return reflect.TypeFor[admissionv1.MutatingWebhookConfiguration]()
	case "Namespace":
		return reflect.TypeFor[corev1.Namespace]()
	case "NetworkPolicy":
		return reflect.TypeFor[networkingv1.NetworkPolicy]()
	case "Node":
		return reflect.TypeFor[corev1.Node]()
	case "PersistentVolume":
		return reflect.TypeFor[corev1.PersistentVolume]()
	case "PersistentVolumeClaim":
		return reflect.TypeFor[corev1.PersistentVolumeClaim]()
	case "Pod":
		return reflect.TypeFor[corev1.Pod]()
	case "PodTemplate":
		return reflect.TypeFor[corev1.PodTemplate]()
	case "PriorityClass":
		return reflect.TypeFor[schedulingv1.PriorityClass]()
	case "ReplicaSet":
		return reflect.TypeFor[appsv1.ReplicaSet]()
	case "ReplicationController":
		return reflect.TypeFor[corev1.ReplicationController]()
	case "ResourceClaim":
		return reflect.TypeFor[resourcev1.ResourceClaim]()
	case "ResourceClaimTemplate":
		return reflect.TypeFor[resourcev1.ResourceClaimTemplate]()
	case "ResourceQuota":
		return reflect.TypeFor[corev1.ResourceQuota]()
	case "Role":
		return reflect.TypeFor[rbacv1.Role]()
	case "RoleBinding":
		return reflect.TypeFor[rbacv1.RoleBinding]()
	case "RuntimeClass":
		return reflect.TypeFor[nodev1.RuntimeClass]()
	case "Service":
		return reflect.TypeFor[corev1.Service]()
	case "ServiceAccount":
		return reflect.TypeFor[corev1.ServiceAccount]()
	case "StatefulSet":
		return reflect.TypeFor[appsv1.StatefulSet]()
	case "ValidatingAdmissionPolicy":
		return reflect.TypeFor[admissionv1.ValidatingAdmissionPolicy]()
	case "ValidatingAdmissionPolicyBinding":
		return reflect.TypeFor[admissionv1.ValidatingAdmissionPolicyBinding]()
	case "ValidatingWebhookConfiguration":
		return reflect.TypeFor[admissionv1.ValidatingWebhookConfiguration]()
	case "KubeVirt":
		return reflect.TypeFor[kubeVirt]()
	case "VirtualMachine":
		return reflect.TypeFor[virtualMachine]()
	case "VirtualMachineInstance":
		return reflect.TypeFor[virtualMachineInstance]()
	}
	return nil
}

// form is what JSON a type takes.
type form uint8

const (
	anything form = iota
	boolean
	integer
	decimal
	text
	list
	object  // with named fields
	mapping // with any keys
	custom  // what its decoder says
)

// shape is a Go type as JSON sees it.
type shape struct {
	typ      reflect.Type
	form     form
	bits     int               // of integers and decimals
	unsigned bool              // of integers
	fields   map[string]*shape // of objects
	element  *shape            // of lists and mappings
	takes    string            // what to say that it takes
}

// shapeOf makes the shape of a type that is seen for the first time. Those of an object's fields are made when the object is met.
func (c *Checker) shapeOf(t reflect.Type) *shape {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if s := c.shapes[t]; s != nil {
		return s
	}
	s := &shape{typ: t}
	c.shapes[t] = s
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		s.form, s.takes = custom, "a text"
		switch t {
		case reflect.TypeFor[resource.Quantity]():
			s.takes = "an amount such as 500m or 2Gi"
		case reflect.TypeFor[intstr.IntOrString]():
			s.takes = "a whole number or a text"
		}
		return s
	}
	switch t.Kind() {
	case reflect.Bool:
		s.form, s.takes = boolean, "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.form, s.bits, s.takes = integer, t.Bits(), "a whole number"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		s.form, s.bits, s.unsigned, s.takes = integer, t.Bits(), true, "a whole number from 0"
	case reflect.Float32, reflect.Float64:
		s.form, s.bits, s.takes = decimal, t.Bits(), "a number"
	case reflect.String:
		s.form, s.takes = text, "a text"
	case reflect.Slice, reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			s.form, s.takes = custom, "a text in base64"
			break
		}
		s.form, s.element, s.takes = list, c.shapeOf(t.Elem()), "a list"
	case reflect.Map:
		s.form, s.element, s.takes = mapping, c.shapeOf(t.Elem()), "a map"
	case reflect.Struct:
		s.form, s.takes = object, "a map"
	}
	return s
}

// field returns the shape of an object's field, nil where the type does not know it.
func (c *Checker) field(s *shape, key string) *shape {
	if s.fields == nil {
		s.fields = map[string]*shape{}
		for name, typ := range fieldsOf(s.typ) {
			s.fields[name] = c.shapeOf(typ)
		}
	}
	return s.fields[key]
}

// fieldsOf yields the fields of a struct as JSON names them, and those of the structs that it embeds.
func fieldsOf(t reflect.Type) iter.Seq2[string, reflect.Type] {
	return func(yield func(string, reflect.Type) bool) { eachField(t, yield) }
}

func eachField(t reflect.Type, yield func(string, reflect.Type) bool) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case name == "" && f.Anonymous:
			if !eachField(f.Type, yield) {
				return false
			}
		case name != "":
			if !yield(name, f.Type) {
				return false
			}
		}
	}
	return true
}
