//! WordPress, from Debian: php-fpm behind nginx, its database behind that, all in a folder of the bench.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::nginx::Nginx;
use crate::bench::Options;
use crate::bench::machine::{SERVER_CORE, pinned};
use crate::process::{Running, find_program, output, run};
use crate::root::root;

/// Programs it needs, and Debian's packages that bring them.
const NEEDS: [(&str, &str); 4] = [
    ("nginx", "nginx"),
    ("mariadbd", "mariadb-server"),
    ("php", "php-cli"),
    ("mariadb-install-db", "mariadb-server"),
];
const PACKAGES: [&str; 8] = [
    "nginx",
    "mariadb-server",
    "php-cli",
    "php-fpm",
    "php-mysql",
    "php-xml",
    "wordpress",
    "wordpress-theme-twentytwentythree",
];
/// It answers on two ports and must not lead from one to the other.
const ANY_PORT: &str = "<?php remove_action('template_redirect', 'redirect_canonical');\n";
/// Where Debian puts it.
const INSTALLED: &str = "/usr/share/wordpress";

/// A running WordPress.
#[derive(Debug)]
pub struct WordPress {
    /// Rendering each page.
    pub plain: Nginx,
    /// With `fastcgi_cache`.
    pub cached: Nginx,
    php: Running,
    database: Running,
    /// Paths of the stories.
    pub stories: Vec<String>,
    /// Seconds its import of them took.
    pub import_seconds: f64,
}

impl WordPress {
    /// Installs it into an empty folder and imports the first stories of an archive.
    pub fn start(archive: &Path, stories: u64, options: &Options) -> Result<Self> {
        ensure(options)?;
        let dir = crate::bench::empty_folder("wordpress")?;
        let site = dir.join("site");
        run(Command::new("cp").args(["-rL", INSTALLED]).arg(&site))?;
        let database = start_database(&dir)?;
        fs::write(site.join("wp-config.php"), configuration(&dir))?;
        let own = site.join("wp-content/mu-plugins");
        fs::create_dir_all(&own)?;
        fs::write(own.join("bench.php"), ANY_PORT)?;
        let php = start_php(&dir)?;
        let plain = front(&dir, "plain", "")?;
        let address = format!("http://{}", plain.addr);
        php_script("install.php", &[site.as_os_str(), address.as_ref()])?;
        println!("Importing {stories} stories into WordPress.");
        let count = stories.to_string();
        let printed = php_script(
            "import.php",
            &[site.as_os_str(), archive.as_os_str(), count.as_ref()],
        )?;
        let mut lines = printed.lines().filter(|line| !line.is_empty());
        let import_seconds = lines
            .next()
            .and_then(|line| line.parse().ok())
            .context("no seconds printed")?;
        let stories = lines.map(str::to_owned).collect();
        let keep = "fastcgi_cache pages;\nfastcgi_cache_key \"$request_uri$http_accept_encoding\";\n\
                    fastcgi_cache_valid 200 1h;\nfastcgi_ignore_headers Cache-Control Expires Set-Cookie;\n";
        let cached = front(&dir, "cached", keep)?;
        Ok(Self {
            plain,
            cached,
            php,
            database,
            stories,
            import_seconds,
        })
    }

    /// Processes whose time and memory count.
    pub fn pids(&self) -> Vec<u32> {
        vec![self.plain.pid(), self.php.pid(), self.database.pid()]
    }
}

fn ensure(options: &Options) -> Result<()> {
    let ready = Path::new(INSTALLED).exists() && php_fpm().is_some();
    if ready {
        return super::ensure(&NEEDS, options);
    }
    if !options.install {
        bail!("WordPress is not installed");
    }
    crate::needs::debian(
        &PACKAGES,
        "The bench compares with WordPress; it is missing here.",
    )
}

/// `php-fpm8.2`, or whatever its version is.
fn php_fpm() -> Option<PathBuf> {
    let entries = fs::read_dir("/usr/sbin").ok()?.flatten();
    entries
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().contains("/php-fpm"))
}

/// Whether we are root: then its programs want to be told that they may.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

fn start_database(dir: &Path) -> Result<Running> {
    let data = dir.join("db");
    let user = is_root().then_some("--user=root");
    let datadir = format!("--datadir={}", data.display());
    let words = [
        "--no-defaults",
        &datadir,
        "--auth-root-authentication-method=normal",
    ];
    output(Command::new("mariadb-install-db").args(words).args(user))?;
    let socket = dir.join("db.sock");
    let mut command = pinned(
        SERVER_CORE,
        find_program("mariadbd", &[]).context("no mariadbd")?,
    );
    command
        .args(["--no-defaults", &datadir, "--skip-networking"])
        .args(user);
    command.arg(format!("--socket={}", socket.display()));
    command
        .stdout(Stdio::null())
        .stderr(fs::File::create(dir.join("db.log"))?);
    let running = Running(command.spawn()?);
    for _ in 0..300 {
        let mut client = Command::new("mariadb");
        client
            .arg("--no-defaults")
            .arg(format!("--socket={}", socket.display()))
            .args(["-u", "root", "-e"]);
        if output(client.arg("create database if not exists wordpress")).is_ok() {
            return Ok(running);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!(
        "MariaDB did not answer; see {}",
        dir.join("db.log").display()
    )
}

fn start_php(dir: &Path) -> Result<Running> {
    let shown = dir.display();
    let conf = dir.join("php-fpm.conf");
    let (user, flag) = if is_root() {
        ("user = root\ngroup = root\n", Some("-R"))
    } else {
        ("", None)
    };
    fs::write(
        &conf,
        format!(
            "[global]\nerror_log = {shown}/php.log\ndaemonize = no\n[www]\n{user}listen = {shown}/php.sock\n\
             pm = static\npm.max_children = 4\nphp_admin_value[opcache.enable] = 1\n\
             php_admin_value[opcache.validate_timestamps] = 0\nphp_admin_value[memory_limit] = 256M\n"
        ),
    )?;
    let mut command = pinned(SERVER_CORE, php_fpm().context("no php-fpm")?);
    command.arg("-F").args(flag).arg("-y").arg(conf);
    let running = Running(
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?,
    );
    for _ in 0..100 {
        if dir.join("php.sock").exists() {
            return Ok(running);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("php-fpm did not start; see {shown}/php.log")
}

fn front(dir: &Path, name: &str, cache: &str) -> Result<Nginx> {
    let own = dir.join(name);
    fs::create_dir_all(&own)?;
    let shown = dir.display();
    let site = format!(
        "root {shown}/site;\nindex index.php;\ngzip on;\ngzip_types text/css application/javascript;\n\
         location / {{ try_files $uri $uri/ /index.php?$args; }}\n\
         location ~ \\.php$ {{\ninclude /etc/nginx/fastcgi_params;\n\
         fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;\n\
         fastcgi_pass unix:{shown}/php.sock;\nfastcgi_buffers 16 64k;\nfastcgi_buffer_size 64k;\n{cache}}}\n"
    );
    Nginx::start(&own, &site, "/readme.html")
}

fn configuration(dir: &Path) -> String {
    format!(
        "<?php\ndefine('DB_NAME', 'wordpress');\ndefine('DB_USER', 'root');\ndefine('DB_PASSWORD', '');\n\
         define('DB_HOST', 'localhost:{}/db.sock');\ndefine('DB_CHARSET', 'utf8mb4');\ndefine('DB_COLLATE', '');\n\
         define('WP_DEBUG', false);\ndefine('DISABLE_WP_CRON', true);\ndefine('WP_HTTP_BLOCK_EXTERNAL', true);\n\
         define('AUTOMATIC_UPDATER_DISABLED', true);\ndefine('WP_CONTENT_DIR', __DIR__ . '/wp-content');\n\
         $table_prefix = 'wp_';\nif (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}\n\
         require_once ABSPATH . 'wp-settings.php';\n",
        dir.display()
    )
}

fn php_script(name: &str, words: &[&std::ffi::OsStr]) -> Result<String> {
    let mut command = Command::new("php");
    command.args(["-d", "memory_limit=1G", "-d", "display_errors=stderr"]);
    output(
        command
            .arg(root().join("bench/wordpress").join(name))
            .args(words),
    )
}

/// Its version, as Debian names it.
pub fn version() -> String {
    output(Command::new("dpkg-query").args(["-W", "-f", "${Version}", "wordpress"]))
        .unwrap_or_else(|_| "?".to_owned())
}
