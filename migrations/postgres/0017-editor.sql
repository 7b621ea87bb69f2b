-- Reserved: editor.
select 1;
