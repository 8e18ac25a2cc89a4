package node

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"bulkhead/audit/estate"
)

// k3sServer is where a server of k3s keeps its state.
const k3sServer = "/var/lib/rancher/k3s/server"

// k3sConfig is k3s' configuration. What is in k3sConfig.d is laid over it.
const k3sConfig = "/etc/rancher/k3s/config.yaml"

// insideK3s is a program that runs inside of k3s' own process, which chooses its flags: all but those that k3s was told to give it are not
// known.
func insideK3s(program string, options k3sOptions) *estate.Value {
	command := estate.ListOf(estate.Text(program))
	command.Items = append(command.Items, options.flagsOf(program)...)
	why := estate.NotInInputBecause("k3s runs " + program + " inside of its own process, and no file shows its flags")
	command.Items = append(command.Items, estate.Item{Value: why})
	return estate.MapOf(
		estate.Item{Key: "name", Value: estate.Text(program)}, estate.Item{Key: "host", Value: estate.Text("k3s")},
		estate.Item{Key: "command", Value: command},
	)
}

// k3sOptions are what k3s is started with, by option, in order: values of its files, then those of its unit's command line.
type k3sOptions map[string][]*estate.Value

// readK3sOptions returns nothing where a part of them can't be read, or nothing says how k3s is started: each may overrule the others.
func readK3sOptions(r *openedRoot) k3sOptions {
	unit := readUnits(r, func(name string) bool { return name == "k3s.service" }).all["k3s.service"]
	if unit == nil || unit.unread != nil || unit.masked {
		return nil
	}
	words, unread := unit.command(r)
	variables, unreadToo := unit.environment(r)
	if unread != nil || unreadToo != nil {
		return nil
	}
	config := k3sConfig
	for _, named := range []string{flagValue(words, "config"), flagValue(words, "c"), variables["K3S_CONFIG_FILE"].text} {
		if named != "" {
			config = named
		}
	}
	options := k3sOptions{}
	if !options.read(r, config) {
		return nil
	}
	names, err := r.list(config + ".d")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, name := range names {
		if extension := path.Ext(name); (extension == ".yaml" || extension == ".yml") && !options.read(r, path.Join(config+".d", name)) {
			return nil
		}
	}
	for i, word := range words {
		name, value, joined := strings.Cut(word.text, "=")
		if !joined && i+1 < len(words) {
			value = words[i+1].text
		}
		if option, ok := strings.CutPrefix(name, "--"); ok {
			word.text = value
			options[option] = append(options[option], word.value())
		}
	}
	return options
}

// read lays a file over what is there, and says whether it can be read. A key that ends in + adds to its list.
func (o k3sOptions) read(r *openedRoot, file string) bool {
	text, err := r.read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil {
		return false
	}
	config, err := parseYAML(text, sourceOf(file))
	if err != nil {
		return false
	}
	for _, item := range config.Fields() {
		option, adds := strings.CutSuffix(item.Key, "+")
		if !adds {
			o[option] = nil
		}
		values := item.Value.Elements()
		if item.Value.Kind == estate.String {
			values = []estate.Item{item}
		}
		for _, value := range values {
			located := *value.Value
			located.Source = config.Source
			o[option] = append(o[option], &located)
		}
	}
	return true
}

// flagsOf are the flags that a program is given, without those that are given twice, add to k3s' own value (NAME+=) or take from it.
func (o k3sOptions) flagsOf(program string) []estate.Item {
	given := o[program+"-arg"]
	times := map[string]int{}
	for _, value := range given {
		name, _, _ := strings.Cut(value.Str(), "=")
		times[strings.TrimRight(name, "+-")]++
	}
	var flags []estate.Item
	for _, value := range given {
		name, text, joined := strings.Cut(value.Str(), "=")
		if name == "" || times[name] != 1 {
			continue
		}
		if !joined {
			text = "true"
		}
		flag := *value
		flag.Text = "--" + strings.TrimLeft(name, "-") + "=" + text
		flags = append(flags, estate.Item{Value: &flag})
	}
	return flags
}
