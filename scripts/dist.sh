#!/usr/bin/env bash
# Makes the release: one archive that runs wherever a JDK 25 is (unpack, ./run.sh), an SBOM, and checksums, in target/dist.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage="Usage: scripts/dist.sh [--no-build]     (--no-build: of the jars and the SBOM that are there)"
build=1
case ${1:-} in
    '') ;;
    --no-build) build= ;;
    *) fail 2 "$usage" ;;
esac
(($# <= 1)) || fail 2 "$usage"
find_java

version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
name=monster-mash-$version
out=target/dist
# What stands in every jar as its time stands in the archive too: the same sources give the same bytes.
time=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)
export TZ=UTC

if [[ -n $build ]]; then
    require_maven
    scripts/build.sh
    say "Listing what is inside (logs/sbom.log)"
    mvn -B -ntp -DskipTests -pl gateway,persona-worker,arena,broker -am compile cyclonedx:makeAggregateBom >logs/sbom.log 2>&1 \
        || fail 1 "No SBOM: see logs/sbom.log"
fi
sbom=target/monster-mash-sbom.json
for file in "$GATEWAY_JAR" "$WORKER_JAR" "$ARENA_JAR" "$BROKER_JAR"; do
    [[ -e $file ]] || fail 1 "$file is not built: scripts/build.sh"
done

rm -rf "$out"
root=$out/$name
mkdir -p "$root/scripts" "$root/jars" "$root/docs" "$root/personas"
cp "$GATEWAY_JAR" "$WORKER_JAR" "$ARENA_JAR" "$BROKER_JAR" "$root/jars/"
cp -R "${BROKER_JAR%/*}/lib" "$root/jars/"
cp -R scripts/jvm "$root/scripts/"
for script in lib run panic processes http aot aot-train kafka arena; do cp "scripts/$script.sh" "$root/scripts/"; done
cp personas/src/main/resources/personas/*.yaml "$root/personas/"
cp -R docs/*.md docs/protocol docs/decisions docs/images "$root/docs/"
cp LICENSE README.md CONTRIBUTING.md .env.example deploy/dist/START.md "$root/"
cat >"$root/run.sh" <<'RUN'
#!/usr/bin/env bash
# Opens the room and wakes the monsters: ./run.sh --help
exec "$(dirname "${BASH_SOURCE[0]}")/scripts/run.sh" "$@"
RUN
chmod 755 "$root/run.sh"
[[ ! -e $sbom ]] || cp "$sbom" "$out/$name-sbom.json"

# In one order, of nobody, at one time. Not compressed once more, for jars are: that saves a tenth and takes most of the time
# of unpacking.
say "Packing $out/$name.tar"
tar --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner --mode='u+rwX,go+rX,go-w' -C "$out" -cf "$out/$name.tar" "$name"
rm -rf "$root"
(cd "$out" && sha256sum -- *.tar *.json >SHA256SUMS 2>/dev/null || sha256sum -- *.tar >SHA256SUMS)
say "Made, with checksums in $out/SHA256SUMS:"
(cd "$out" && ls -l -- *.tar *.json 2>/dev/null) || true
