-- A file of answers that the first edition wrote (version 2, in WAL mode), with answers to every kind of question.
PRAGMA journal_mode = WAL;
BEGIN TRANSACTION;
CREATE TABLE answer (
    id TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    lesson TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER,
    certainty TEXT,
    answered_at TEXT NOT NULL,
    bank_version TEXT NOT NULL,
    asked_in TEXT NOT NULL DEFAULT ''
);
INSERT INTO "answer" VALUES('309d6b79965e4a329ae445508201e2bd','07-order-of-days','07','["b209dda3", "da02ec12", "48a8c663", "0078edf0"]',0,'guess','2026-11-20T09:00:37.000000+00:00','2d532de6d2d1','exit 07');
INSERT INTO "answer" VALUES('79cb9e86830c41c28dcc69292f45e678','07-order-of-days','07','["0078edf0", "48a8c663", "da02ec12", "b209dda3"]',1,'fairly sure','2026-11-20T09:01:14.000000+00:00','2d532de6d2d1','exit 07');
INSERT INTO "answer" VALUES('2fa91425cb0048539d2c67eda13ffe79','07-was-30-final','07','"a"',0,'sure','2026-11-20T09:01:51.000000+00:00','7fddaeb3b6c0','exit 07');
INSERT INTO "answer" VALUES('244caf9c4dab4481b253edc618187993','07-was-30-final','07','"d"',1,'fairly sure','2026-11-20T09:02:28.000000+00:00','7fddaeb3b6c0','exit 07');
INSERT INTO "answer" VALUES('e3eff9c0cf444d3f89e7d15f17362f25','07-hospital-source','07','"c"',1,'sure','2026-11-20T09:03:05.000000+00:00','62444e4db726','exit 07');
INSERT INTO "answer" VALUES('986e86cb0ab84b67a26b7f62b1852f27','07-supported-twice','07','["a"]',0,'guess','2026-11-20T09:03:42.000000+00:00','daa337934f27','exit 07');
INSERT INTO "answer" VALUES('73f778aaf6fa4db8a56abd72fb710734','07-supported-twice','07','["a", "c"]',1,'sure','2026-11-20T09:04:19.000000+00:00','daa337934f27','exit 07');
INSERT INTO "answer" VALUES('09208a650f3e4dd3902b938b8743feb6','07-first-kfor-figure','07','"30"',0,'fairly sure','2026-11-20T09:04:56.000000+00:00','d6ac3155949f','practice 07');
INSERT INTO "answer" VALUES('998092253def4a38a12b2b8f30b17d0b','07-highest-first-evening','07','"30"',0,'fairly sure','2026-11-20T09:05:33.000000+00:00','4cd87afe574f','practice 07');
INSERT INTO "answer" VALUES('5387f61376c448ae87321cc007b37e14','07-town-of-clash','07','"Leposavi\u0107"',0,'guess','2026-11-20T09:06:10.000000+00:00','0e0d45f89b4a','practice 07');
INSERT INTO "answer" VALUES('320094ead7a94ded97491e2370c6a5b8','07-extra-soldiers','07','"1 567,0"',0,'sure','2026-11-20T09:06:47.000000+00:00','2e7a1a53f104','practice 07');
INSERT INTO "answer" VALUES('4b4d8474a3ea484dbbd0334684e55160','07-turnout','07','"3,47"',1,'fairly sure','2026-11-20T09:07:24.000000+00:00','553f67ce0a0e','practice 07');
INSERT INTO "answer" VALUES('ee82ec3ffee545b28d1fe1daff666589','07-guess-totals','07','"1.600"',NULL,'guess','2026-11-20T09:08:01.000000+00:00','d2a579de99db','predict 07');
INSERT INTO "answer" VALUES('111b8aaa62f24d1a8a789cb3d8b9b45c','00-line-words','00','["ee67fd3c", "05392b5e", "4c4dfaab"]',1,'sure','2026-11-20T09:08:38.000000+00:00','12f37277c1f4','practice 00');
INSERT INTO "answer" VALUES('32d03fdda123450190f5380e12b2a414','07-town-of-clash','07','"Zvecan"',1,'sure','2026-11-20T09:09:15.000000+00:00','0e0d45f89b4a','practice 07');
INSERT INTO "answer" VALUES('77064c2c0f554c9482cdf2af19de2bc1','03-wind-down','03','["a", "c"]',1,'sure','2026-11-20T09:09:52.000000+00:00','5819a63dda69','practice 03');
INSERT INTO "answer" VALUES('fd7410696bb643dea5151c401dd377bf','00-kosova-always','00','"a"',1,'sure','2026-11-20T09:10:29.000000+00:00','421c8ba11fa3','exam 11');
INSERT INTO "answer" VALUES('dd44fd3645114889801edc8e367e5d6d','07.2','07','"Zvecan"',0,NULL,'2026-11-20T09:11:06.000000+00:00','1','exercise');
INSERT INTO "answer" VALUES('97bdd982cdac4046b9903b72f88ece64','00.1','00','12',0,NULL,'2026-11-20T09:11:43.000000+00:00','1','exercise');
INSERT INTO "answer" VALUES('050684bfe286452cbf769e374ddc74c8','00.1','00','3',1,NULL,'2026-11-20T09:12:20.000000+00:00','1','exercise');
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "setting" VALUES('seed','221718610');
CREATE INDEX answer_item ON answer (item, answered_at);
COMMIT;
PRAGMA user_version = 2;
