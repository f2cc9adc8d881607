//! `view!`, with the syntax of Leptos' own macro, as far as the dashboard uses it.
//!
//! Leptos gives every piece of a view its own type and compiles every one of them; for a dashboard of a dozen pages that
//! is half as much again as the budget of the first view. This macro expands to calls of `crate::dom`,
//! which knows one type of view. The parser is the one that Leptos itself uses.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, Result};

/// Elements of the SVG namespace.
const SVG: [&str; 2] = ["svg", "path"];

/// `view! { <p class="x" on:click=move |_| … >"text" {value}</p> }` makes an `AnyView`.
///
/// Attributes: `name="text"`, `name=value` (text, a flag, an option of text, or a closure of one of them), `class:name=`,
/// `style:name=`, `prop:name=`, `on:event=`, `node_ref=` (called with the element), `shapes=`, and a bare name.
/// Children: elements, `"text"`, and `{anything that is a view}`.
#[proc_macro]
pub fn view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(input.into()).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: TokenStream) -> Result<TokenStream> {
    let nodes = rstml::parse2(input)?;
    Ok(match nodes.as_slice() {
        [Node::Element(only)] => {
            let (open, inside) = element(only)?;
            quote! {{ #open #inside crate::dom::done() }}
        }
        several => {
            let several = several.iter().map(node).collect::<Result<TokenStream>>()?;
            quote! {{ crate::dom::open_several(); #several crate::dom::done() }}
        }
    })
}

fn node(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(inner) => {
            let (open, inside) = element(inner)?;
            Ok(quote! { #open #inside crate::dom::close(); })
        }
        Node::Text(text) => {
            let value = &text.value;
            Ok(quote! { crate::dom::text(#value); })
        }
        Node::Block(block) => Ok(match block.try_block().map(|block| block.stmts.as_slice()) {
            // A lone expression needs no braces around it.
            Some([syn::Stmt::Expr(only, None)]) => quote! { crate::dom::child(#only); },
            _ => quote! { crate::dom::child(#block); },
        }),
        other => Err(Error::new(other.span(), "view! takes elements, \"text\" and {values}")),
    }
}

/// The call that opens it, and what makes its attributes and children.
fn element(element: &NodeElement<rstml::Infallible>) -> Result<(TokenStream, TokenStream)> {
    let name = element.name().to_string();
    if name.starts_with(char::is_uppercase) {
        return Err(Error::new(
            element.name().span(),
            "components are plain functions here: write {name(…)}",
        ));
    }
    let open = if SVG.contains(&name.as_str()) { quote!(open_svg) } else { quote!(open) };
    let attributes = element.attributes().iter().map(attribute).collect::<Result<TokenStream>>()?;
    let children = element.children.iter().map(node).collect::<Result<TokenStream>>()?;
    Ok((quote! { crate::dom::#open(#name); }, quote! { #attributes #children }))
}

fn attribute(attribute: &NodeAttribute) -> Result<TokenStream> {
    let NodeAttribute::Attribute(keyed) = attribute else {
        return Err(Error::new(attribute.span(), "write name=value"));
    };
    let key = keyed.key.to_string();
    let Some(value) = keyed.value() else {
        return Ok(quote! { crate::dom::text_attr(#key, ""); });
    };
    let span = value.span();
    Ok(match key.split_once(':') {
        Some(("on", event)) => {
            let kind = event_type(keyed, event)?;
            quote_spanned! { span => crate::dom::on::<#kind>(#event, #value); }
        }
        Some(("class", class)) => quote_spanned! { span => crate::dom::toggle_class(#class, #value); },
        Some(("style", property)) => quote_spanned! { span => crate::dom::style(#property, #value); },
        Some(("prop", property)) => quote_spanned! { span => crate::dom::prop(#property, #value); },
        Some(_) => {
            return Err(Error::new(keyed.key.span(), "unknown prefix; there are on, class, style and prop"));
        }
        None if key == "node_ref" => quote_spanned! { span => crate::dom::with(#value); },
        None if key == "shapes" => quote_spanned! { span => crate::dom::shapes(#value); },
        None if is_text(value) => quote_spanned! { span => crate::dom::text_attr(#key, #value); },
        None => quote_spanned! { span => crate::dom::attr(#key, #value); },
    })
}

fn is_text(value: &Expr) -> bool {
    matches!(value, Expr::Lit(ExprLit { lit: Lit::Str(_), .. }))
}

/// The type with which a handler is called.
fn event_type(keyed: &KeyedAttribute, event: &str) -> Result<TokenStream> {
    Ok(match event {
        "click" => quote!(web_sys::MouseEvent),
        "keydown" => quote!(web_sys::KeyboardEvent),
        "focus" | "blur" => quote!(web_sys::FocusEvent),
        "submit" => quote!(web_sys::SubmitEvent),
        "input" | "change" | "close" | "load" | "loadedmetadata" | "error" | "toggle" => {
            quote!(web_sys::Event)
        }
        _ => return Err(Error::new(keyed.key.span(), "add this event's type to the macro")),
    })
}
