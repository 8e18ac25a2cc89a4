package relate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulkhead/audit/estate"
)

// flagKind says how a component reads a flag's text.
type flagKind uint8

const (
	textFlag     flagKind = iota
	switchFlag            // true or false; alone it means true
	numberFlag            // a whole number
	durationFlag          // as 1m30s; the value is in seconds
	listFlag              // separated by commas; each further flag adds to it
	repeatedFlag          // each further flag adds one
	gatesFlag             // NAME=true or false, separated by commas; each further flag adds to it
)

// kindOf tells the kind of those flags that controls ask for and that are no plain texts, as of Kubernetes v1.37 and etcd v3.7. They
// have been of this kind since v1.25.
func kindOf(flag string) flagKind {
	switch flag {
	case "anonymous-auth", "authentication-token-webhook", "auto-tls", "client-cert-auth", "contention-profiling", "enable-bootstrap-token-auth",
		"enable-debugging-handlers", "make-iptables-util-chains", "peer-auto-tls", "peer-client-cert-auth", "profiling",
		"protect-kernel-defaults", "rotate-certificates", "rotate-server-certificates", "seccomp-default",
		"service-account-extend-token-expiration", "service-account-lookup", "use-service-account-credentials":
		return switchFlag
	case "audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize", "event-qps", "pod-max-pids", "read-only-port", "secure-port",
		"terminated-pod-gc-threshold":
		return numberFlag
	case "request-timeout", "service-account-max-token-expiration", "streaming-connection-idle-timeout":
		return durationFlag
	case "admission-control", "api-audiences", "authorization-mode", "cipher-suites", "disable-admission-plugins",
		"enable-admission-plugins", "etcd-servers", "listen-client-urls", "listen-metrics-urls", "listen-peer-urls", "requestheader-allowed-names",
		"tls-cipher-suites":
		return listFlag
	case "service-account-issuer", "service-account-key-file", "tls-sni-cert-key":
		return repeatedFlag
	case "feature-gates":
		return gatesFlag
	}
	return textFlag
}

// readFlags reads a component's arguments as it does itself: a map of flags, each with the place of its last word. Flags that are
// not given are absent. The whole is not known where an argument may be one that controls ask for.
func readFlags(program string, words []*estate.Value, container *estate.Value) *estate.Value {
	flags := flagReader{program: program, goFlags: program == "etcd"}
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word.Unknown() {
			return word
		}
		if word != nil && len(word.Get("looksLike").Elements()) > 0 {
			return hiddenFlags(word)
		}
		if word.Str() == "--" {
			break
		}
		name, value, joined := strings.Cut(word.Str(), "=")
		name, isFlag := flags.name(name)
		switch {
		case !isFlag:
		case joined:
			flags.set(name, value, word)
		case flags.kindOf(name) == switchFlag:
			flags.set(name, "true", word)
		case i+1 == len(words): // nothing follows, so the component does not start
			flags.put(name, estate.MalformedBecause("--"+name+" has no value", word))
		default:
			i++
			if next := words[i]; next.Unknown() {
				return next
			} else if next == nil || next.Kind != estate.String {
				flags.put(name, estate.NotInInputBecause("the value of --"+name+" is not kept"))
			} else {
				flags.set(name, next.Text, word)
			}
		}
	}
	if program == "etcd" {
		return flags.withEnvironment(container)
	}
	return estate.MapOf(flags.items...)
}

func hiddenFlags(word *estate.Value) *estate.Value {
	return &estate.Value{
		Kind: estate.NotInInput, Text: "one of its arguments looks like a secret and is not kept, so its flags are not known",
		Source: word.Source, Line: word.Line, Column: word.Column,
	}
}

// flagReader collects flags by name.
type flagReader struct {
	program string
	goFlags bool // read by Go's package flag: one dash will do, and of lists the last counts
	items   []estate.Item
}

// name returns a flag's name as Kubernetes writes it, with dashes.
func (f *flagReader) name(word string) (name string, isFlag bool) {
	name, isFlag = strings.CutPrefix(word, "--")
	if !isFlag && f.goFlags {
		name, isFlag = strings.CutPrefix(word, "-")
	}
	if !f.goFlags {
		name = strings.ReplaceAll(name, "_", "-")
	}
	return name, isFlag && name != ""
}

func (f *flagReader) kindOf(name string) flagKind {
	if f.program == "kubelet" && name == "authorization-mode" { // it has but one
		return textFlag
	}
	return kindOf(name)
}

func (f *flagReader) get(name string) *estate.Value {
	for _, item := range f.items {
		if item.Key == name {
			return item.Value
		}
	}
	return nil
}

func (f *flagReader) put(name string, value *estate.Value) {
	for i := range f.items {
		if f.items[i].Key == name {
			f.items[i].Value = value
			return
		}
	}
	f.items = append(f.items, estate.Item{Key: name, Value: value})
}

func (f *flagReader) drop(name string) {
	f.items = slices.DeleteFunc(f.items, func(item estate.Item) bool { return item.Key == name })
}

// set reads a flag's text as the component does.
func (f *flagReader) set(name, text string, word *estate.Value) {
	before := f.get(name)
	if before.Unknown() {
		return
	}
	if strings.Contains(text, "$(") { // Kubernetes fills a variable in
		f.put(name, estate.NotInInputBecause("the environment gives the value of --"+name+", and is not kept"))
		return
	}
	kind := f.kindOf(name)
	value, ok := typed(kind, text)
	if !ok {
		f.put(name, estate.MalformedBecause(fmt.Sprintf("--%s can't be %q", name, text), word))
		return
	}
	if text == "" && kind == textFlag && f.program != "kubelet" { // means that it is not given; a kubelet's overrules its file
		f.drop(name)
		return
	}
	if before != nil && !f.goFlags && (kind == listFlag || kind == repeatedFlag || kind == gatesFlag) {
		value.Items = append(before.Items[:len(before.Items):len(before.Items)], value.Items...)
	}
	if kind == gatesFlag {
		value = lastOfEach(value)
	}
	value.Source, value.Line, value.Column = word.Source, word.Line, word.Column
	f.put(name, value)
}

// withEnvironment takes what etcd reads beside its flags into account: variables, which flags overrule, and a file, which overrules
// both. Their values are not kept.
func (f *flagReader) withEnvironment(container *estate.Value) *estate.Value {
	for _, variable := range container.Get("env").Elements() {
		name, ok := strings.CutPrefix(variable.Value.Get("name").Str(), "ETCD_")
		name = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		if ok && f.get(name) == nil {
			f.put(name, estate.NotInInputBecause("the environment sets --"+name+", and its values are not kept"))
		}
	}
	switch {
	case f.get("config-file") != nil && container.At("files", "config-file") != nil:
		return fromFile(container.At("files", "config-file"))
	case f.get("config-file") != nil:
		return estate.NotInInputBecause("its configuration file says what counts, and is not in the input")
	case len(container.Get("envFrom").Elements()) > 0:
		return estate.NotInInputBecause("its environment comes from another object and may set what its flags do not")
	}
	return estate.MapOf(f.items...)
}

// fromFile types what a configuration file says in place of flags, all of which it overrules.
func fromFile(file *estate.Value) *estate.Value {
	if file.Unknown() {
		return file
	}
	flags := flagReader{program: "etcd", goFlags: true}
	for _, item := range file.Fields() {
		switch v := item.Value; {
		case v.Unknown():
			flags.put(item.Key, v)
		case v.Kind == estate.String || v.Kind == estate.True || v.Kind == estate.False || v.Kind == estate.Number:
			located := *v
			if located.Source == nil {
				located.Source = file.Source
			}
			flags.set(item.Key, scalar(v), &located)
		case v.Kind != estate.Null:
			flags.put(item.Key, v)
		}
	}
	return estate.MapOf(flags.items...)
}

// scalar is a boolean's, number's or text's text.
func scalar(v *estate.Value) string {
	switch v.Kind {
	case estate.True:
		return "true"
	case estate.False:
		return "false"
	}
	return v.Text
}

// typed reads a flag's text.
func typed(kind flagKind, text string) (value *estate.Value, ok bool) {
	switch kind {
	case switchFlag:
		on, err := strconv.ParseBool(text)
		return estate.Bool(on), err == nil
	case numberFlag:
		n, err := strconv.ParseInt(text, 0, 32)
		return &estate.Value{Kind: estate.Number, Text: strconv.FormatInt(n, 10)}, err == nil
	case durationFlag:
		d, err := time.ParseDuration(text)
		return &estate.Value{Kind: estate.Number, Text: strconv.FormatFloat(d.Seconds(), 'f', -1, 64)}, err == nil
	case listFlag:
		if text == "" {
			return estate.ListOf(), true
		}
		return estate.Texts(strings.Split(text, ",")...), true
	case repeatedFlag:
		return estate.Texts(text), true
	case gatesFlag:
		return gates(text)
	}
	return estate.Text(text), true
}

// gates reads feature gates. A component's own name before a colon is left out, as in "kube:Gate=true".
func gates(text string) (value *estate.Value, ok bool) {
	value = estate.MapOf()
	for _, gate := range strings.Split(text, ",") {
		if gate == "" {
			continue
		}
		name, state, _ := strings.Cut(gate, "=")
		on, err := strconv.ParseBool(strings.TrimSpace(state))
		if err != nil {
			return nil, false
		}
		name = name[strings.IndexByte(name, ':')+1:]
		value.Items = append(value.Items, estate.Item{Key: strings.TrimSpace(name), Value: estate.Bool(on)})
	}
	return value, true
}

// lastOfEach keeps the last item of each key.
func lastOfEach(v *estate.Value) *estate.Value {
	at := map[string]int{}
	kept := estate.MapOf()
	for _, item := range v.Items {
		if i, ok := at[item.Key]; ok {
			kept.Items[i].Value = item.Value
			continue
		}
		at[item.Key] = len(kept.Items)
		kept.Items = append(kept.Items, item)
	}
	return kept
}
