package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"bulkhead/collectors/libvirt"
	"bulkhead/testdata/bench/generate"
)

const (
	deployments = 5000
	domains     = 1000
	hosts       = 500 // of a fleet, with domains of their own
	ofHost      = 20
	files       = 10000 // of a repository
	watched     = 500   // files of one that somebody works on
	ofChart     = 50    // objects
)

// benchCase is something that is measured. To prepare it is to write its input; nil leaves it out.
type benchCase struct {
	name    string
	prepare func(*setup) (*measure, error)
}

// cases are what is measured, in this order, before the formats.
var cases = []benchCase{
	{"manifests", manifests},
	{"snapshot", snapshot},
	{"one-manifest", oneManifest},
	{"repository", repository},
	{"chart", chart},
	{"watch", watch},
	{"version", version},
	{"rbac", rbac},
	{"pods", pods},
	{"cluster", cluster},
	{"libvirt", libvirtHost},
	{"isolation", isolationMap},
	{"blast-radius", blastRadius},
	{"zones", zones},
	{"fleet", fleet},
	{"fleet-at-once", fleetAtOnce},
}

// audit is the command that is measured: a whole audit, with its report as JSON.
func (s *setup) audit(target string, more ...string) []string {
	return append([]string{s.bulkhead, "audit", target, "-f", "json", "-o", os.DevNull}, more...)
}

func manifests(s *setup) (*measure, error) {
	many := s.input("many.yaml")
	return &measure{
		command:  s.audit(many),
		floor:    []string{s.program("decode"), "yaml", many},
		maxRatio: 1, maxMemory: 150,
	}, generate.Deployments(many, deployments)
}

func snapshot(s *setup) (*measure, error) {
	many, packed := s.input("many.yaml"), s.input("many.snapshot.zst")
	if err := generate.Deployments(many, deployments); err != nil {
		return nil, err
	}
	if _, err := timed([]string{s.bulkhead, "collect", many, "-o", packed}); err != nil {
		return nil, err
	}
	return s.againstDecoding(packed, measure{maxRatio: 4})
}

// Each role that is like no other is asked about by all controls on bindings, which decoding knows nothing of.
func rbac(s *setup) (*measure, error) { return s.recorded("rbac", measure{maxRatio: 30}) }

func pods(s *setup) (*measure, error) {
	return s.recorded("pods", measure{maxRatio: 3, maxMemory: 600})
}

// recorded measures the audit of a snapshot of a large cluster that testdata/bench/record makes.
func (s *setup) recorded(name string, m measure) (*measure, error) {
	packed := s.input(name + ".snapshot.zst")
	if _, err := timed([]string{s.program("record"), name, packed}); err != nil {
		return nil, err
	}
	return s.againstDecoding(packed, m)
}

// againstDecoding measures the audit of a snapshot against decoding the objects in it.
func (s *setup) againstDecoding(packed string, m measure) (*measure, error) {
	plain := packed + ".json"
	file, err := os.Create(plain)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	prepare := exec.Command(s.program("decode"), "prepare", packed)
	prepare.Stdout, prepare.Stderr = file, os.Stderr
	m.command, m.floor = s.audit(packed), []string{s.program("decode"), "json", plain}
	return &m, prepare.Run()
}

func oneManifest(s *setup) (*measure, error) {
	one := s.input("one.yaml")
	return &measure{command: s.audit(one), maxWall: 100 * time.Millisecond}, generate.Deployments(one, 1)
}

func repository(s *setup) (*measure, error) {
	dir := s.input("repository")
	return &measure{
		command:  s.audit(dir),
		floor:    []string{s.program("decode"), "yaml", dir},
		maxRatio: 1,
	}, generate.Repository(dir, files)
}

func chart(s *setup) (*measure, error) {
	dir := s.input("chart")
	return &measure{
		command:  s.audit(dir),
		floor:    []string{s.program("helm"), dir},
		maxAbove: 150 * time.Millisecond,
	}, generate.Chart(dir, ofChart)
}

func version(s *setup) (*measure, error) {
	return &measure{command: []string{s.bulkhead, "version"}, maxWall: 30 * time.Millisecond}, nil
}

func cluster(s *setup) (*measure, error) {
	server := exec.Command(s.program("cluster"), s.dir)
	server.Stderr = os.Stderr
	running, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	said, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	s.stops = append(s.stops, func() {
		running.Close()
		_ = server.Wait()
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("start the cluster: %w", err)
	}
	kubeconfig := strings.TrimSpace(line)
	return &measure{
		command:  s.audit("kubernetes:", "--kubeconfig", kubeconfig),
		floor:    []string{s.program("lists"), kubeconfig},
		maxRatio: 1.3, maxMemory: 50, aboveFloor: true,
	}, nil
}

func libvirtHost(s *setup) (*measure, error) {
	if !libvirt.Live {
		return nil, nil
	}
	host := s.input("host.xml")
	uri := "test://" + host
	return &measure{
		command:  s.audit(uri),
		floor:    []string{s.program("domains"), uri},
		maxRatio: 1.3,
	}, generate.Domains(host, domains)
}

// largeEstate writes the snapshot of the cluster and hosts that cases about isolation share.
func (s *setup) largeEstate() (string, error) {
	path := s.input("estate.snapshot.zst")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	_, err := timed([]string{s.program("estate"), path})
	return path, err
}

func isolationMap(s *setup) (*measure, error) {
	path, err := s.largeEstate()
	return &measure{
		command:  []string{s.bulkhead, "isolation", path, "-f", "json", "-o", os.DevNull},
		floor:    s.audit(path),
		maxRatio: 2, maxMemory: 1024,
	}, err
}

// blastRadius is one question, with the map alone as its floor: the difference is what the question takes.
func blastRadius(s *setup) (*measure, error) {
	path, err := s.largeEstate()
	ladder := []string{s.bulkhead, "isolation", path, "-o", os.DevNull}
	return &measure{
		command: append(ladder[:len(ladder):len(ladder)], "--from", "team-7/Deployment/d-7"),
		floor:   ladder,
	}, err
}

// zones are 1,200: each namespace and each guest, with the map alone as its floor.
func zones(s *setup) (*measure, error) {
	path, err := s.largeEstate()
	ladder := []string{s.bulkhead, "isolation", path, "-o", os.DevNull}
	return &measure{
		command:  append(ladder[:len(ladder):len(ladder)], "--zones", "namespace", "--zones", "domain"),
		floor:    ladder,
		maxRatio: 2,
	}, err
}

// fleet is many hosts, read one after the other: what is done with their answers must not hold the next question up.
func fleet(s *setup) (*measure, error) { return s.hosts(1, 1.2) }

// fleetAtOnce is as many at once as bulkhead reads by itself. The test driver works in this process, so that calls and controls share the
// cores; there is no bound, as of real hosts there is only waiting here.
func fleetAtOnce(s *setup) (*measure, error) { return s.hosts(4, 0) }

func (s *setup) hosts(atOnce int, maxRatio float64) (*measure, error) {
	if !libvirt.Live {
		return nil, nil
	}
	concurrency := strconv.Itoa(atOnce)
	floor := []string{s.program("domains"), "-concurrency", concurrency}
	var uris []string
	for i := range hosts {
		host := s.input(fmt.Sprintf("host-%d.xml", i))
		if err := generate.Domains(host, ofHost); err != nil {
			return nil, err
		}
		uris = append(uris, "test://"+host)
	}
	list := s.input("fleet")
	if err := os.WriteFile(list, []byte(strings.Join(uris, "\n")), 0o600); err != nil {
		return nil, err
	}
	return &measure{
		command:  s.audit("--targets="+list, "--concurrency", concurrency),
		floor:    append(floor, uris...),
		maxRatio: maxRatio,
	}, nil
}
