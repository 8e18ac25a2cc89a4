package relate

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
	cliflag "k8s.io/component-base/cli/flag"

	"bulkhead/audit/estate"
	"bulkhead/testdata/generated"
)

// someFlags are flags of every kind that a component may have.
func someFlags() []string {
	return []string{
		"profiling", "anonymous-auth", "audit-log-maxage", "request-timeout", "authorization-mode", "enable-admission-plugins",
		"service-account-key-file", "feature-gates", "token-auth-file", "bind-address",
	}
}

// arguments makes command lines of those flags, right and wrong ones.
func arguments(random *rand.Rand, dash func() string) []string {
	texts := []string{"true", "false", "1", "T", "maybe", "", "30", "-1", "0x1e", "1h30m", "5", "RBAC", "Node,RBAC", "A=true", "A=false,B=true", "A", "--profiling=false", "x=y"}
	var words []string
	for range random.IntN(6) {
		name := someFlags()[random.IntN(len(someFlags()))]
		if random.IntN(4) == 0 {
			name = strings.ReplaceAll(name, "-", "_")
		}
		word := dash() + name
		switch random.IntN(4) {
		case 0:
			words = append(words, word)
		case 1:
			words = append(words, word, texts[random.IntN(len(texts))])
		default:
			words = append(words, word+"="+texts[random.IntN(len(texts))])
		}
	}
	return words
}

// Kubernetes' components read their flags by pflag.
func TestFlagsAsPflagReadsThem(t *testing.T) {
	seed := generated.Seed(t)
	random := rand.New(rand.NewPCG(seed, 0))
	count, compared := 3000, 0
	if generated.Long() {
		count = 30000
	}
	for range count {
		words := arguments(random, func() string { return "--" })
		want, err := byPflag(words)
		got := readFlags("kube-apiserver", texts(words), nil)
		if err != nil { // the component does not start
			continue
		}
		compared++
		if text := string(estate.AppendJSON(nil, sorted(got))); text != want {
			t.Errorf("%q: %s, want %s", words, text, want)
		}
	}
	t.Logf("%d command lines that a component takes, BULKHEAD_SEED=%d", compared, seed)
	if compared < count/20 {
		t.Error("this compares too little")
	}
}

func byPflag(words []string) (string, error) {
	set := pflag.NewFlagSet("component", pflag.ContinueOnError)
	set.SetNormalizeFunc(cliflag.WordSepNormalizeFunc)
	set.SetOutput(io.Discard)
	gates := map[string]bool{}
	read := map[string]func() *estate.Value{}
	for _, name := range someFlags() {
		switch kindOf(name) {
		case switchFlag:
			v := set.Bool(name, false, "")
			read[name] = func() *estate.Value { return estate.Bool(*v) }
		case numberFlag:
			v := set.Int32(name, 0, "")
			read[name] = func() *estate.Value { return number(strconv.Itoa(int(*v))) }
		case durationFlag:
			v := set.Duration(name, 0, "")
			read[name] = func() *estate.Value { return number(seconds(*v)) }
		case listFlag:
			v := set.StringSlice(name, nil, "")
			read[name] = func() *estate.Value { return estate.Texts(*v...) }
		case repeatedFlag:
			v := set.StringArray(name, nil, "")
			read[name] = func() *estate.Value { return estate.Texts(*v...) }
		case gatesFlag:
			set.Var(cliflag.NewMapStringBool(&gates), name, "")
			read[name] = func() *estate.Value {
				all := estate.MapOf()
				for gate, on := range gates {
					all.Items = append(all.Items, estate.Item{Key: gate, Value: estate.Bool(on)})
				}
				return all
			}
		default:
			v := set.String(name, "", "")
			read[name] = func() *estate.Value {
				if *v == "" {
					return nil
				}
				return estate.Text(*v)
			}
		}
	}
	if err := set.Parse(words); err != nil {
		return "", err
	}
	all := estate.MapOf()
	set.Visit(func(f *pflag.Flag) {
		if value := read[f.Name](); value != nil {
			all.Items = append(all.Items, estate.Item{Key: f.Name, Value: value})
		}
	})
	return string(estate.AppendJSON(nil, sorted(all))), nil
}

// etcd reads its flags by Go's own package.
func TestFlagsAsEtcdReadsThem(t *testing.T) {
	seed := generated.Seed(t)
	random := rand.New(rand.NewPCG(seed, 0))
	compared := 0
	for range 2000 {
		words := arguments(random, func() string { return []string{"-", "--"}[random.IntN(2)] })
		set := flag.NewFlagSet("etcd", flag.ContinueOnError)
		set.SetOutput(io.Discard)
		for _, name := range someFlags() {
			if kindOf(name) == switchFlag {
				set.Bool(name, false, "")
			} else {
				set.String(name, "", "")
			}
		}
		if set.Parse(words) != nil || set.NArg() > 0 {
			continue
		}
		got := readFlags("etcd", texts(words), nil)
		compared++
		set.Visit(func(f *flag.Flag) {
			value := got.Get(f.Name)
			switch kindOf(f.Name) {
			case switchFlag:
				if fmt.Sprint(value.IsTrue()) != f.Value.String() {
					t.Errorf("%q: %s is %v", words, f.Name, value)
				}
			case textFlag:
				if value.Str() != f.Value.String() {
					t.Errorf("%q: %s is %v", words, f.Name, value)
				}
			case listFlag:
				if want, _ := typed(listFlag, f.Value.String()); string(estate.AppendJSON(nil, want)) != string(estate.AppendJSON(nil, value)) {
					t.Errorf("%q: %s is %v", words, f.Name, value)
				}
			}
		})
	}
	t.Logf("%d command lines, BULKHEAD_SEED=%d", compared, seed)
	if compared < 100 {
		t.Error("this compares too little")
	}
}

func TestFlagsThatAreNotKnown(t *testing.T) {
	hidden := estate.MapOf(estate.Item{Key: "present", Value: estate.Bool(true)}, estate.Item{Key: "looksLike", Value: estate.ListOf()})
	secret := estate.MapOf(estate.Item{Key: "looksLike", Value: estate.Texts("aws-key")})
	for name, test := range map[string]struct {
		program string
		words   []*estate.Value
		env     string
		want    string
	}{
		"an argument of another flag": {"kube-apiserver", []*estate.Value{hidden, estate.Text("--profiling=false")}, "", `{"profiling":false}`},
		"a value that is not kept": {
			"kube-apiserver",
			[]*estate.Value{estate.Text("--bind-address"), hidden, estate.Text("--profiling")},
			"",
			`{"bind-address":{"unknown":"not-in-input","why":"the value of --bind-address is not kept"},"profiling":true}`,
		},
		"a secret": {
			"kube-apiserver",
			[]*estate.Value{estate.Text("--profiling"), secret},
			"",
			`{"unknown":"not-in-input","why":"one of its arguments looks like a secret and is not kept, so its flags are not known"}`,
		},
		"an unread word": {"kube-apiserver", []*estate.Value{estate.UnreadBecause("no text")}, "", `{"unknown":"unread","why":"no text"}`},
		"a variable": {
			"kube-apiserver", texts([]string{"--bind-address=$(HOST)"}), "",
			`{"bind-address":{"unknown":"not-in-input","why":"the environment gives the value of --bind-address, and is not kept"}}`,
		},
		"no value":      {"kube-apiserver", texts([]string{"--bind-address"}), "", `{"bind-address":{"unknown":"unread","why":"--bind-address has no value"}}`},
		"a wrong value": {"kube-apiserver", texts([]string{"--profiling=maybe"}), "", `{"profiling":{"unknown":"unread","why":"--profiling can't be \"maybe\""}}`},
		"the end":       {"kube-apiserver", texts([]string{"--", "--profiling"}), "", `{}`},
		"etcd's variables": {
			"etcd", texts([]string{"--cert-file=/a"}), `{"env":[{"name":"ETCD_CERT_FILE"},{"name":"ETCD_AUTO_TLS"},{"name":"X"}]}`,
			`{"cert-file":"/a","auto-tls":{"unknown":"not-in-input","why":"the environment sets --auto-tls, and its values are not kept"}}`,
		},
		"etcd's file": {
			"etcd", texts([]string{"--config-file=/a"}), "",
			`{"unknown":"not-in-input","why":"its configuration file says what counts, and is not in the input"}`,
		},
		"etcd's other environment": {
			"etcd", nil, `{"envFrom":[{}]}`,
			`{"unknown":"not-in-input","why":"its environment comes from another object and may set what its flags do not"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			container := estate.MapOf()
			if test.env != "" {
				container = object(t, `{"kind":"Pod","metadata":{"name":"p"},"spec":`+test.env+`}`).Value.Get("spec")
			}
			if got := string(estate.AppendJSON(nil, readFlags(test.program, test.words, container))); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func texts(words []string) []*estate.Value {
	var all []*estate.Value
	for _, word := range words {
		all = append(all, estate.Text(word))
	}
	return all
}

func number(text string) *estate.Value { return &estate.Value{Kind: estate.Number, Text: text} }

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }

// sorted orders the fields of maps, so that equal ones look alike.
func sorted(v *estate.Value) *estate.Value {
	if v == nil || v.Kind != estate.Map {
		return v
	}
	copied := *v
	copied.Items = slices.Clone(v.Items)
	for i := range copied.Items {
		copied.Items[i].Value = sorted(copied.Items[i].Value)
	}
	slices.SortFunc(copied.Items, func(a, b estate.Item) int { return strings.Compare(a.Key, b.Key) })
	return &copied
}
