package redact

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

func parse(t *testing.T, text string) *estate.Value {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func compact(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return b.String()
}

func TestObject(t *testing.T) {
	const (
		three = `{"present":true,"length":3,"looksLike":[]}`
		jwt   = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`
	)
	for name, test := range map[string]struct{ in, want string }{
		"environment": {
			`{"kind":"Pod","spec":{"containers":[{"name":"a","env":[{"name":"A","value":"abc"},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"name":"a","env":[{"name":"A","value":` + three + `},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}]}}`,
		},
		"environment of the wrong type": {
			`{"kind":"Pod","spec":{"containers":[{"env":[{"value":123},{"value":null},{"value":["abc"]},"abc"]}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"env":[{"value":` + three + `},{"value":null},{"value":[` + three + `]},"abc"]}]}}`,
		},
		"arguments": {
			`{"kind":"CronJob","spec":{"jobTemplate":{"spec":{"template":{"spec":{"initContainers":[{"command":["abc"],"args":["abc","abc"]}]}}}}}}`,
			`{"kind":"CronJob","spec":{"jobTemplate":{"spec":{"template":{"spec":{"initContainers":[{"command":[` + three + `],"args":[` + three + `,` + three + `]}]}}}}}}`,
		},
		"a command that is a text": {
			`{"kind":"Pod","spec":{"containers":[{"command":"abc"}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"command":` + three + `}]}}`,
		},
		"a volume's settings": {
			`{"kind":"Pod","spec":{"volumes":[{"csi":{"driver":"d","volumeAttributes":{"a":"abc"}}},{"flexVolume":{"driver":"d","options":{"a":"abc"}}}]}}`,
			`{"kind":"Pod","spec":{"volumes":[{"csi":{"driver":"d","volumeAttributes":{"a":` + three + `}}},{"flexVolume":{"driver":"d","options":{"a":` + three + `}}}]}}`,
		},
		"a component's arguments": {
			`{"kind":"Pod","spec":{"containers":[{"command":["kube-apiserver","--anonymous-auth=false","--profiling","false","--foo=x"],"args":["abc"]}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"command":["kube-apiserver","--anonymous-auth=false","--profiling","false",{"present":true,"length":7,"looksLike":[]}],"args":[` + three + `]}]}}`,
		},
		"a component's argument with a secret": {
			`{"kind":"Pod","spec":{"containers":[{"args":["/bin/kube-apiserver","--etcd-servers=https://u:p@etcd:2379"]}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"args":["/bin/kube-apiserver",{"present":true,"length":36,"looksLike":["password-url"]}]}]}}`,
		},
		"probes and hooks": {
			`{"kind":"Pod","spec":{"containers":[{"livenessProbe":{"exec":{"command":["abc"]}},"lifecycle":{"preStop":{"httpGet":{"httpHeaders":[{"name":"A","value":"abc"}]}}}}]}}`,
			`{"kind":"Pod","spec":{"containers":[{"livenessProbe":{"exec":{"command":[` + three + `]}},"lifecycle":{"preStop":{"httpGet":{"httpHeaders":[{"name":"A","value":` + three + `}]}}}}]}}`,
		},
		"config map": {
			`{"kind":"ConfigMap","metadata":{"name":"abc"},"data":{"a":"abc"},"binaryData":{"b":"abc"}}`,
			`{"kind":"ConfigMap","metadata":{"name":"abc"},"data":{"a":` + three + `},"binaryData":{"b":` + three + `}}`,
		},
		"secret": {
			`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"abc"},"type":"Opaque","other":"abc","data":{"a":"abc"},"stringData":{"b":"abc"}}`,
			`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"abc"},"type":"Opaque","data":{"a":` + three + `},"stringData":{"b":` + three + `}}`,
		},
		"lists": {
			`{"kind":"SecretList","items":[{"data":{"a":"abc"}},{"kind":"List","items":[{"kind":"ConfigMap","data":{"a":"abc"}}]}]}`,
			`{"kind":"SecretList","items":[{"data":{"a":` + three + `}},{"kind":"List","items":[{"kind":"ConfigMap","data":{"a":` + three + `}}]}]}`,
		},
		"metadata": {
			`{"kind":"Pod","metadata":{"managedFields":[{}],"annotations":{"a":"abc","kubectl.kubernetes.io/last-applied-configuration":"abc","b":"` + strings.Repeat("x", 1024) + `"}}}`,
			`{"kind":"Pod","metadata":{"annotations":{"a":"abc","b":{"present":true,"length":1024,"looksLike":[]}}}}`,
		},
		"annotations named for a secret": {
			`{"kind":"Pod","metadata":{"annotations":{"db-Password":"abc","example.org/API-Key":"abc","a.b/c/token":"abc","token/a":"abc","x-k8s.io/secret":"abc","x.k8s.io/token":"abc","container.apparmor.security.beta.kubernetes.io/token":"abc"}}}`,
			`{"kind":"Pod","metadata":{"annotations":{"db-Password":` + three + `,"example.org/API-Key":` + three + `,"a.b/c/token":` + three + `,"token/a":"abc","x-k8s.io/secret":` + three + `,"x.k8s.io/token":"abc","container.apparmor.security.beta.kubernetes.io/token":"abc"}}}`,
		},
		"any text that looks like a secret": {
			`{"kind":"Thing","spec":{"a":["` + jwt + `","abc"]}}`,
			`{"kind":"Thing","spec":{"a":[{"present":true,"length":49,"looksLike":["jwt"]},"abc"]}}`,
		},
		"what others are found by": {
			`{"kind":"Service","metadata":{"labels":{"a":"AKIAABCDEFGHIJKLMNOP","command":"abc"}},"spec":{"selector":{"env":"abc","a":"AKIAABCDEFGHIJKLMNOP"}}}`,
			`{"kind":"Service","metadata":{"labels":{"a":"AKIAABCDEFGHIJKLMNOP","command":"abc"}},"spec":{"selector":{"env":"abc","a":"AKIAABCDEFGHIJKLMNOP"}}}`,
		},
		"cloud-init": {
			`{"kind":"VirtualMachine","spec":{"volumes":[{"cloudInitNoCloud":{"userData":"abc"}}]}}`,
			`{"kind":"VirtualMachine","spec":{"volumes":[{"cloudInitNoCloud":{"userData":` + three + `}}]}}`,
		},
		"no object": {`[null,"abc"]`, `[null,"abc"]`},
		"nonsense": {
			`{"kind":"Secret","metadata":"abc","data":["abc"],"spec":{"containers":{"a":1},"env":"x","exec":[1],"items":3}}`,
			`{"kind":"Secret","metadata":"abc","data":[` + three + `]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := parse(t, test.in)
			for range 2 {
				Object(v)
				if got := string(estate.AppendJSON(nil, v)); got != compact(t, test.want) {
					t.Errorf("got  %s\nwant %s", got, compact(t, test.want))
				}
			}
		})
	}
	Object(nil)
}

func TestObjectKeepsPlaces(t *testing.T) {
	v := parse(t, `{"spec":{"containers":[{"env":[{"value":"abc"}]}]}}`)
	place := func() *estate.Value {
		env := v.At("spec", "containers").Elements()[0].Value.Get("env")
		return env.Elements()[0].Value.Get("value")
	}
	place().Line, place().Column = 7, 9
	Object(v)
	if got := place(); got.Kind != estate.Map || got.Line != 7 || got.Column != 9 {
		t.Errorf("got %+v", got)
	}
}

func TestObjectLeavesSharedValues(t *testing.T) {
	shared := estate.Text("abc")
	v := parse(t, `{"metadata":{"labels":{"a":null}},"spec":{"containers":[{"env":[{"value":null}]}]}}`)
	v.At("metadata", "labels").Items[0].Value = shared
	v.At("spec", "containers").Elements()[0].Value.Get("env").Elements()[0].Value.Items[0].Value = shared
	Object(v)
	if got := v.At("metadata", "labels", "a").Str(); got != "abc" {
		t.Errorf("the label became %q", got)
	}
}

func FuzzObject(f *testing.F) {
	f.Add([]byte(`{"kind":"Pod","spec":{"containers":[{"env":[{"name":"A","value":"abc"}],"args":["etcd","--data-dir","x"]}]}}`))
	f.Add([]byte(`{"kind":"List","items":[{"kind":"Secret","data":{"a":"b"},"metadata":{"annotations":{"a":1}}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := estate.DecodeJSON(jsontext.NewDecoder(bytes.NewReader(data)), nil)
		if err != nil {
			return
		}
		Object(v)
		once := estate.AppendJSON(nil, v)
		Object(v)
		if twice := estate.AppendJSON(nil, v); !bytes.Equal(once, twice) {
			t.Errorf("once  %s\ntwice %s", once, twice)
		}
	})
}
