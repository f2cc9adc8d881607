//! Names beside ids, and finding a user.

words! {
    nm_page => "Names", "用户名称";
    nm_users_in => "Users in it", "涉及用户";
}
