FLASK_APP=wsgi:create_app
