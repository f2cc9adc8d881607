//! Connections as a file.

words! {
    tf_title => "Export and import", "导出与导入";
    tf_why => "A file with names, addresses and environments, for a colleague or another browser. Secrets are never in it, and a file that holds one is refused.",
        "包含名称、地址和环境的文件，供同事或其他浏览器使用。文件中绝不含密钥；含有密钥的文件会被拒绝。";
    tf_export(count: usize) => "Export {count}", "导出 {count} 个";
    tf_import => "Import…", "导入…";
    tf_file => "File with connections", "连接文件";
    tf_closed => "Here the hoster sets the connections; none is imported.", "连接由部署者设定，不能导入。";
    tf_found(count: usize) => "The file holds {count}. Nothing is changed before you press the button below.", "文件中有 {count} 个。按下方按钮之前不会更改任何内容。";
    tf_none => "The file holds no connection.", "文件中没有连接。";
    tf_take => "Take", "导入";
    tf_what => "What it does", "导入后的变化";
    tf_new => "new", "新增";
    tf_same => "as it is here", "与现有相同";
    tf_changes(parts: &str) => "changes {parts}", "更改{parts}";
    tf_name => "the name", "名称";
    tf_address => "the address", "地址";
    tf_environment => "the environment", "环境";
    tf_files => "the file origins", "文件来源";
    tf_read_only => "read-only (on)", "只读（开启）";
    tf_writable => "read-only (off: it can write)", "只读（关闭，可写入）";
    tf_moves(here: &str, there: &str) => "Leads to another server: here {here}, in the file {there}. Take it only if you know that the server moved: its secret is asked for again.",
        "将指向另一台服务器：现为 {here}，文件中为 {there}。仅在确知服务器已迁移时才导入；导入后需重新输入密钥。";
    tf_unguarded(name: &str) => "The same address as {name}, without its guard: read-only, or production’s questions.", "与 {name} 地址相同，但没有它的保护（只读或生产环境确认）。";
    tf_left_out(names: &str) => "Left out, since what looks like a key stands in the address: {names}.", "因地址中含有疑似密钥的内容而不导出：{names}。";
    tf_given => "given by the hoster; stays as it is", "由部署者提供，保持不变";
    tf_apply(count: usize) => "Import {count}", "导入 {count} 个";
    tf_done(count: usize) => "Imported: {count}.", "已导入 {count} 个。";
    tf_e_title => "This file was not read", "未能读取此文件";
    tf_e_large => "It is larger than 1 MiB, and so no list of connections.", "文件超过 1 MiB，不是连接列表。";
    tf_e_json(line: usize, column: usize) => "It is not JSON: line {line}, column {column}.", "不是 JSON：第 {line} 行第 {column} 列。";
    tf_e_ours => "It is JSON, and no list of connections that Firetower exported.", "是 JSON，但不是 Firetower 导出的连接列表。";
    tf_e_newer(version: u64) => "A later Firetower wrote it (format {version}).", "由较新版本的 Firetower 导出（格式 {version}）。";
    tf_e_secret(key: &str) => "It holds “{key}”, which looks like a secret. Take it out of the file; if it is a server’s secret, whoever had the file knows it: change it on the server.",
        "其中含有“{key}”，疑似密钥。请从文件中删除；如果是服务器密钥，拿到过文件的人都已知晓，请在服务器上更换。";
    tf_e_row(number: usize, wrong: &str) => "Connection {number} in it {wrong}. Nothing was taken.", "其中第 {number} 个连接{wrong}。没有导入任何内容。";
    tf_w_shape => "lacks something or has a value of another kind", "缺少字段或类型不符";
    tf_w_slug => "has no usable name in links", "的链接名称不可用";
    tf_w_name => "has no name, or one beyond 200 characters", "没有名称，或名称超过 200 个字符";
    tf_w_address => "has an address that can’t be called", "的地址无法访问";
    tf_w_files => "has a file origin that is none", "的文件来源不正确";
    tf_w_twice => "has the same name in links as another before it", "与前面的连接使用了相同的链接名称";
    tf_e_browser => "The browser did not hand the file over.", "浏览器未能读取该文件。";
    cn_duplicate => "Duplicate", "复制";
    cn_copy_of(name: &str) => "{name} copy", "{name} 副本";
}
