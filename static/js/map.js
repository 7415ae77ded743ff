// The map of sites. Every word on it is set as text, never as markup. Without this file the page
// is its list.
"use strict";

(() => {
    const box = document.querySelector("#site-map");
    const status = document.querySelector("#map-status");
    if (!box || !window.L) {
        return;
    }
    const L = window.L;
    const RADIUS = [6, 7, 9, 10];
    const NEAR = 16;
    // Leaflet's own markers lie at 400.
    const BELOW_MARKERS = 350;

    function element(tag, text, className) {
        const made = document.createElement(tag);
        made.textContent = text;
        made.className = className || "";
        return made;
    }

    function popup(site) {
        const content = document.createElement("div");
        const title = document.createElement("p");
        const link = element("a", site.name, "map-link");
        link.href = site.url;
        title.append(link);
        content.append(title, element("p", `${site.rankName}. ${site.kind}`), element("p", site.place));
        return content;
    }

    function marker(feature) {
        const site = feature.properties;
        const [longitude, latitude] = feature.geometry.coordinates;
        const made = L.circleMarker([latitude, longitude], {
            radius: RADIUS[site.rank],
            className: `rank-${site.rank}`,
        });
        made.bindPopup(popup(site));
        return made;
    }

    // A marker is a button: Tab reaches it, Enter opens it, closing gives the focus back.
    function makeButton(made, site) {
        const shape = made.getElement();
        shape.setAttribute("tabindex", "0");
        shape.setAttribute("role", "button");
        shape.setAttribute("aria-label", `${site.name}, ${site.rankName}, ${site.place}`);
        shape.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                made.openPopup();
                made.getPopup().getElement().querySelector("a.map-link").focus();
            }
        });
        made.on("popupclose", () => shape.focus({preventScroll: true}));
    }

    function placeNames(features) {
        const places = new Map();
        for (const feature of features) {
            const name = feature.properties.place;
            places.set(name, [...(places.get(name) || []), feature.geometry.coordinates]);
        }
        return [...places].map(([name, points]) => {
            const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
            const icon = L.divIcon({
                className: "map-place",
                html: element("span", name),
                iconSize: [160, 20],
                iconAnchor: [80, 34],
            });
            return L.marker([mean(1), mean(0)], {icon, interactive: false, keyboard: false, pane: "places"});
        });
    }

    function ground() {
        const map = L.map(box, {attributionControl: false, zoomControl: false, scrollWheelZoom: false});
        L.control.zoom({zoomInTitle: "Phóng to", zoomOutTitle: "Thu nhỏ"}).addTo(map);
        L.control.scale({imperial: false}).addTo(map);
        if (box.dataset.tiles) {
            const credit = element("span", box.dataset.credit).outerHTML;
            L.control.attribution({prefix: false}).addTo(map);
            L.tileLayer(box.dataset.tiles, {attribution: credit}).addTo(map);
        }
        map.on("popupopen", ({popup: opened}) => {
            const close = opened.getElement().querySelector(".leaflet-popup-close-button");
            close.setAttribute("aria-label", "Đóng");
        });
        return map;
    }

    function draw(features) {
        if (!features.length) {
            status.textContent = "Chưa có di tích nào ghi vĩ độ, kinh độ.";
            return;
        }
        document.querySelector("#map-section").hidden = false;
        const map = ground();
        map.createPane("places").style.zIndex = BELOW_MARKERS;
        const points = features.map(({geometry}) => [geometry.coordinates[1], geometry.coordinates[0]]);
        map.fitBounds(L.latLngBounds(points).pad(0.15), {maxZoom: NEAR, animate: false});
        placeNames(features).forEach((name) => name.addTo(map));
        features.forEach((feature) => {
            const made = marker(feature).addTo(map);
            makeButton(made, feature.properties);
        });
    }

    fetch(box.dataset.sites, {headers: {Accept: "application/json"}})
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
        .then(({features}) => draw(features))
        .catch(() => {
            status.textContent = "Chưa tải được bản đồ. Danh sách dưới đây vẫn đầy đủ.";
        });
})();
